"""Hidden checks of signal propagation."""

import math
from itertools import pairwise

import pytest
import torch
from torch import nn

from autograder.testing import Call, Tolerance, require, value_of

VARIANCES = {
    "he_normal_": lambda rows, columns: 2 / columns,
    "lecun_normal_": lambda rows, columns: 1 / columns,
    "xavier_uniform_": lambda rows, columns: 2 / (rows + columns),
}


def filled(start, rows, columns, kind, whole):
    """The numbers themselves, or (not whole) sizes of about 1, by which typical mistakes are told apart."""
    w = torch.full((rows, columns), 7.0, dtype=torch.float64 if kind == "float64" else torch.float32)
    w = nn.Parameter(w) if kind == "parameter" else w
    back = start(w)
    x = w.detach().clone().double()
    start(w)
    again = w.detach().double()
    kept = {
        "w itself returned": back is w,
        "its dtype kept": w.dtype == (torch.float64 if kind == "float64" else torch.float32),
        "still a leaf that requires gradients": bool(w.is_leaf and w.requires_grad == (kind == "parameter")),
    }
    if whole:
        return {**kept, "the weight": x, "the weight filled again": again}
    return {
        **kept,
        "mean": x.mean().item() * columns**0.5,
        "deviation": x.std().item() * columns**0.5,
        "kurtosis": ((x / x.std()) ** 4).mean().item(),
        "other numbers at the second call": not torch.equal(x, again),
    }


def each_start(points, hint):
    marks = [
        pytest.param(
            name, marks=[pytest.mark.exercise(name), pytest.mark.points(points), pytest.mark.hint(hint)], id=name
        )
        for name in VARIANCES
    ]
    return pytest.mark.parametrize("name", marks)


def drawn(submission, name, rows, columns, kind="float32"):
    """The numbers themselves, to be judged here. Of the bounds below none is nearer than 8 standard deviations."""
    function = getattr(submission, name).driven(filled, name)
    function.many([Call(rows, columns, kind, whole=False)], tolerance=Tolerance(0.03, 0.02))
    found = function.sample(rows, columns, kind, whole=True)
    for key in ("the weight", "the weight filled again"):
        shape = getattr(found[key], "shape", ())
        require(
            shape == (rows, columns),
            "The weight must keep its shape.",
            call=f"{name}(w), w of shape ({rows}, {columns})",
            returned=f"shape {tuple(shape)}",
            expected=f"shape ({rows}, {columns})",
        )
    return found


def require_moments(found, name, rows, columns, of):
    w, wanted = found["the weight"], VARIANCES[name](rows, columns)
    mean, variance = w.mean().item(), w.var().item()
    room = 9 * (2 / w.numel()) ** 0.5
    require(
        abs(mean) < 9 * (wanted / w.numel()) ** 0.5 and abs(variance / wanted - 1) < room,
        f"Of {of} mean and variance are not the wanted ones.",
        call=f"{name}(w), w of shape ({rows}, {columns})",
        returned=f"mean {mean:.5f}, variance {variance:.6f}",
        expected=f"mean 0, variance {wanted:.6f}, give or take {100 * room:.1f}%",
    )


@each_start(2, "fan_in is the number of columns, fan_out the number of rows: nn.Linear stores (out, in).")
def test_any_shape(submission, name):
    """The variance is right for wide and for tall weights, and a single number is drawn, too."""
    for rows, columns in ((900, 200), (200, 900)):
        found = drawn(submission, name, rows, columns)
        require_moments(found, name, rows, columns, f"a weight of shape ({rows}, {columns})")
    (number,) = drawn(submission, name, 1, 1)["the weight"].flatten().tolist()
    require(
        abs(number) < 9 * VARIANCES[name](1, 1) ** 0.5,
        "A weight of a single number is filled like any other.",
        call=f"{name}(w), w of shape (1, 1)",
        returned=number,
        expected="a number near 0",
    )


@each_start(
    2,
    "A normal distribution has a kurtosis of 3, a uniform one of 1.8 and no number beyond its bound. "
    "Every number is drawn for itself, at every call.",
)
def test_distribution(submission, name):
    """The numbers have the distribution that the name says, normal or uniform, and are drawn anew each time."""
    found = drawn(submission, name, 500, 500)
    w, again = found["the weight"], found["the weight filled again"]
    uniform = name == "xavier_uniform_"
    wanted = 1.8 if uniform else 3.0
    kurtosis = ((w / w.std()) ** 4).mean().item()
    require(
        abs(kurtosis - wanted) < 0.15,
        f"`{name}` must draw from a {'uniform' if uniform else 'normal'} distribution.",
        call=f"{name}(w): mean fourth power over the squared variance",
        returned=kurtosis,
        expected=wanted,
    )
    pairs = {
        "two calls": (w, again),
        "neighbouring rows": (w[1:], w[:-1]),
        "neighbouring columns": (w[:, 1:], w[:, :-1]),
    }
    for which, (one, other) in pairs.items():
        alike = ((one * other).mean() / (one.std() * other.std())).item()
        require(
            abs(alike) < 0.02,  # 10 standard deviations of 1 / 500
            "Numbers that should be drawn independently repeat each other.",
            call=f"{name}(w): the correlation between {which}",
            returned=alike,
            expected="about 0",
        )
    for which, numbers in (("rows", w), ("columns", w.T)):
        # Of independent numbers the squared correlation of two rows of 500 is 1 / 500 on average.
        scaled = numbers / numbers.pow(2).mean().sqrt()
        alike = (scaled @ scaled.T / 500).fill_diagonal_(0).pow(2).sum().item() / 499
        require(
            abs(alike - 1) < 0.1,  # more than 10 standard deviations
            "The numbers are not independent of each other. Every number is drawn for itself.",
            call=f"{name}(w): the mean squared correlation of two {which}, times their length",
            returned=alike,
            expected="about 1",
        )
    if uniform:
        bound, largest = math.sqrt(6 / 1000), w.abs().max().item()
        require(
            largest <= bound * 1.000001,
            "A number lies beyond the bound.",
            call="largest |w|",
            returned=largest,
            expected=bound,
        )


@each_start(1, "Work under torch.no_grad(), in place, in whatever dtype the weight has, and return the weight.")
def test_parameters(submission, name):
    """It fills the weight of a layer, which requires gradients, and a float64 tensor."""
    for kind in ("parameter", "float64"):
        found = drawn(submission, name, 300, 300, kind)
        require(
            found["w itself returned"] is True, "The tensor that was passed in must be filled in place and returned."
        )
        require(
            found["its dtype kept"] is True,
            "The weight must keep its dtype.",
            call=f"{name}(w), w a {kind}",
            returned="another dtype",
            expected="the same as before",
        )
        require(
            found["still a leaf that requires gradients"] is True,
            "A parameter must stay a parameter that requires gradients.",
        )
        require_moments(found, name, 300, 300, f"a {kind}")


def statistics_of(signal_statistics, depth, width, activation, init, x, right, twice):
    """Right starts stand in for the submission's own, where it looks them up: another exercise's mistake costs once."""

    def start(draw, size):
        def fill(w, *_more, **_named):
            with torch.no_grad():
                return w.uniform_(-size, size) if draw == "uniform" else w.normal_(0, size)

        return fill

    inner = signal_statistics
    while hasattr(inner, "__wrapped__"):
        inner = inner.__wrapped__
    names = getattr(inner, "__globals__", {})
    own = {name: names[name] for name in right if name in names}
    try:
        names.update({name: start(*right[name]) for name in own})
        pair = signal_statistics(depth, width, activation, init, x)
        if not twice:
            return {"returned": pair, "x": x}
        again = signal_statistics(depth, width, activation, init, x)
        try:
            before, after = ([[float(number) for number in part] for part in one] for one in (pair, again))
        except (TypeError, ValueError):  # no two lists of numbers, as is said outside
            return {"returned": pair, "x": x}
        return {"returned": pair, "x": x, "the same at a second call": before == after}
    finally:
        names.update(own)


def measured(submission, x, depth, activation, init, near=(0.5, 0.02), *, twice=False):
    """The means and the variances, two lists of floats, and all that came back. ``near``: for misconceptions."""
    width = x.shape[1]
    right = {
        "he_normal_": ("normal", (2 / width) ** 0.5),
        "lecun_normal_": ("normal", (1 / width) ** 0.5),
        "xavier_uniform_": ("uniform", (3 / width) ** 0.5),
    }
    text = f'signal_statistics({depth}, {width}, "{activation}", "{init}", x)'
    function = submission.signal_statistics.driven(statistics_of, "signal_statistics")
    (answer,) = function.many([Call(depth, width, activation, init, x, right, twice)], tolerance=Tolerance(*near))
    found = value_of(answer, text)
    pair = found["returned"]
    lists = [numbers_of(part) for part in pair] if isinstance(pair, list | tuple) else []
    require(
        [tuple(part.shape) for part in lists] == [(depth,), (depth,)],
        f"Two lists of {depth} numbers are wanted: the means, and the variances.",
        call=text,
        returned=f"a {type(pair).__name__}" + (f" of {len(lists)} entries" if lists else ""),
        expected=f"two lists of {depth} numbers",
    )
    return lists[0].tolist(), lists[1].tolist(), found


def numbers_of(part):
    try:
        return torch.as_tensor(part, dtype=torch.float64)
    except (TypeError, ValueError, RuntimeError):
        return torch.empty(0, 0)


def normal(rng, *shape, scale=1.0):
    return scale * torch.randn(shape, generator=rng)


def require_near(what, found, wanted, room):
    require(
        abs(found / wanted - 1) < room,
        f"{what} is {found:.4g}, expected about {wanted:.4g}.",
        call=what,
        returned=found,
        expected=f"{wanted:.4g}, give or take {100 * room:.0f}%",
    )


# How far away the bounds below are was measured in 600 runs of right answers each, 4,000 for 30 layers of relu: none is
# nearer than 7 standard deviations (of the logarithm, where layers multiply), less than once in 10^10 right answers.


@pytest.mark.exercise("signal_statistics")
@pytest.mark.points(4)
@pytest.mark.hint("Measure after the activation: ReLU halves the second moment, and has a mean above 0.")
def test_first_layer(submission, rng):
    """After one layer mean and variance are what the activation makes of a normal distribution."""
    # Of z, normal with variance v: relu has mean sqrt(v / 2 pi) and variance v (1/2 - 1/(2 pi)).
    for init, v in (("he", 2.0), ("lecun", 1.0), ("xavier", 1.0)):
        means, variances, _found = measured(submission, normal(rng, 128, 256), 1, "relu", init, (0.05, 0.02))
        require_near(f"the mean after one layer of relu, {init}", means[0], math.sqrt(v / (2 * math.pi)), 0.15)
        require_near(f"the variance after one layer of relu, {init}", variances[0], v * (0.5 - 0.5 / math.pi), 0.2)
    _means, variances, _found = measured(
        submission, normal(rng, 128, 256, scale=3.0), 1, "identity", "he", (0.05, 0.02)
    )
    require_near("the variance after one layer of identity, he, of x with variance 9", variances[0], 18.0, 0.2)


def with_known_weights(signal_statistics, depth, width, activation, init, x, weights):
    """The same where a start fills in a known weight, another for each start. ``filled``: how often it was asked to."""
    filled = dict.fromkeys(weights, 0)

    def start(name):
        def fill(w, *_more, **_named):
            filled[name] += tuple(w.shape) == (width, width)
            w.data.copy_(weights[name])
            return w

        return fill

    inner = signal_statistics
    while hasattr(inner, "__wrapped__"):
        inner = inner.__wrapped__
    names = getattr(inner, "__globals__", {})
    own = {name: names[name] for name in weights if name in names}
    try:
        names.update({name: start(name) for name in own})
        pair = signal_statistics(depth, width, activation, init, x)
    finally:
        names.update(own)
    try:
        numbers = [[float(number) for number in part] for part in pair]
    except (TypeError, ValueError):  # no two lists of numbers, as is said outside
        numbers = []
    # Fewer than depth: it holds the starts by other names, and has drawn random weights.
    return {"numbers": numbers, "known": sum(filled.values()) >= depth}


def layer_by_layer(depth, _width, activation, init, x, weights):
    functions = {"relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "selu": torch.selu}
    means, variances = [], []
    for _ in range(depth):
        x = functions.get(activation, lambda z: z)(x @ weights[init].T)
        means.append(x.double().mean().item())
        variances.append(x.double().var().item())
    return means, variances


@pytest.mark.exercise("signal_statistics")
@pytest.mark.points(1)
@pytest.mark.hint("x becomes activation(x @ W.T), with the start and the activation that are asked for; then x.mean().")
def test_known_weights(submission, rng):
    """With known weights in the place of random ones the means and variances are those of the formula."""
    starts = {"he": "he_normal_", "lecun": "lecun_normal_", "xavier": "xavier_uniform_"}
    weights = {name: normal(rng, 64, 64, scale=0.125) for name in starts.values()}
    by_init = {init: weights[name] for init, name in starts.items()}
    x = 0.5 + normal(rng, 256, 64)
    calls = [
        Call(4, 64, activation, init, x, weights)
        for activation in ("relu", "tanh", "sigmoid", "selu", "identity")
        for init in starts
    ]
    function = submission.signal_statistics.driven(with_known_weights, "signal_statistics")
    for call, answer in zip(calls, function.many(calls, tolerance=Tolerance(1e-3, 1e-5)), strict=True):
        depth, width, activation, init = call.args[:4]
        text = f'signal_statistics({depth}, {width}, "{activation}", "{init}", x)'
        answered = value_of(answer, text)
        found = [numbers_of(part) for part in answered["numbers"]]
        require(
            [tuple(part.shape) for part in found] == [(depth,), (depth,)],
            f"Two lists of {depth} numbers are wanted: the means, and the variances.",
            call=text,
            returned=f"{len(found)} lists of numbers" if found else "something else",
            expected=f"two lists of {depth} numbers",
        )
        if not answered["known"]:
            if activation == "identity":  # E[x^2] is 1.25; more than 15 standard deviations
                first, about = found[1][0].item(), 2.5 if init == "he" else 1.25
                require(
                    0.42 * about < first < 2.4 * about,
                    "The variance after one layer is not that of the start.",
                    call=f"{text}: the first variance",
                    returned=first,
                    expected=f"about {about}",
                )
            continue
        wanted = layer_by_layer(depth, width, activation, init, x, by_init)
        for what, ours, theirs in zip(("means", "variances"), wanted, found, strict=True):
            require(
                torch.allclose(theirs, numbers_of(ours), rtol=2e-3, atol=1e-4),
                f"With a known weight in the place of the random ones the {what} are others.",
                call=f"{text}, with a known weight: the {what}",
                returned=[round(number, 5) for number in theirs.tolist()],
                expected=[round(number, 5) for number in ours],
            )


@pytest.mark.exercise("signal_statistics")
@pytest.mark.points(2)
@pytest.mark.hint("Each layer works on what the layer before gave; start and activation are those that are asked for.")
def test_deep(submission, rng):
    """Over many layers the variance grows, stays or dies out as start and activation decide."""
    spans = [
        ("identity", "he", 10, 2**10 / 3, 2**10 * 3),
        ("identity", "lecun", 30, 0.2, 5.0),
        ("relu", "lecun", 30, 1e-12, 1e-7),
        ("relu", "he", 30, 0.005, 200.0),
        ("tanh", "xavier", 30, 0.003, 0.1),
        ("sigmoid", "he", 10, 0.01, 0.1),
    ]
    for activation, init, depth, low, high in spans:
        _means, variances, _found = measured(submission, normal(rng, 128, 256), depth, activation, init)
        require(
            low <= variances[-1] <= high,
            f"After {depth} layers of {activation} with the {init} start the variance is out of bounds.",
            call=f'signal_statistics({depth}, 256, "{activation}", "{init}", x): the last variance',
            returned=variances[-1],
            expected=f"between {low:.3g} and {high:.3g}",
        )


@pytest.mark.exercise("signal_statistics")
@pytest.mark.points(1)
@pytest.mark.hint("Draw a new weight inside the loop, for each layer.")
def test_new_weights(submission, rng):
    """Each layer has a weight of its own."""
    # A weight of one number w and no activation: the mean is multiplied by w, and the variance by w squared.
    x = 3 + normal(rng, 64, 1)
    means, variances, found = measured(submission, x, 6, "identity", "he", (1e-3, 0.0), twice=True)
    require(
        all(means) and all(variances),
        "Where x has mean 3 and layers are single numbers without activation, no mean and no variance is 0.",
        call='signal_statistics(6, 1, "identity", "he", x), x of shape (64, 1): means and variances',
        returned=f"{[round(mean, 4) for mean in means]} and {[round(variance, 4) for variance in variances]}",
        expected="numbers other than 0",
    )
    ratios = [after / before for before, after in pairwise(variances)]
    squares = [(after / before) ** 2 for before, after in pairwise(means)]
    for ratio, square in zip(ratios, squares, strict=True):
        require(
            abs(ratio / square - 1) < 1e-3,
            "Where a layer is one number w, it multiplies the mean by w and the variance by its square.",
            call='signal_statistics(6, 1, "identity", "he", x), x of shape (64, 1): what the variance is multiplied by',
            returned=f"{ratio:.4g}, and the mean by the root of {square:.4g}",
            expected=f"{square:.4g}",
        )
    require(
        any(abs(ratio / ratios[0] - 1) > 1e-3 for ratio in ratios),  # all five alike: less than once in 10^13
        "All layers multiply by the same weight. Each has a new one.",
        call='signal_statistics(6, 1, "identity", "he", x): what each layer multiplies the variance by',
        returned=", ".join(f"{ratio:.4g}" for ratio in ratios),
        expected="other numbers",
    )
    require(
        found["the same at a second call"] is False,
        "A second call multiplies by the same weights. They are drawn anew at every call: set no seed inside.",
        call='signal_statistics(6, 1, "identity", "he", x), twice',
        returned="the same numbers both times",
        expected="other numbers",
    )


@pytest.mark.exercise("signal_statistics")
@pytest.mark.points(1)
@pytest.mark.hint("x.mean() and x.var(), of all entries at once: no dim.")
def test_all_entries(submission, rng):
    """The variance is taken over all entries: of one example with 256 numbers, over these."""
    _means, variances, _found = measured(submission, normal(rng, 1, 256), 1, "identity", "he", (0.4, 0.02))
    require(
        0.5 < variances[0] < 6,
        "The variance is not taken over all entries of x.",
        call='signal_statistics(1, 256, "identity", "he", x), x of shape (1, 256): the variance',
        returned=variances[0],
        expected="about 2",
    )
    _means, larger, _found = measured(submission, normal(rng, 1, 256, scale=100.0), 1, "identity", "he", (0.4, 0.02))
    require(
        larger[0] > 5 * variances[0],
        "An x that is a hundred times as large must give a far larger variance.",
        call='signal_statistics(1, 256, "identity", "he", 100 * x): the variance',
        returned=larger[0],
        expected=f"far more than {variances[0]:.3g}, that of x",
    )


@pytest.mark.exercise("signal_statistics")
@pytest.mark.points(2)
@pytest.mark.hint("SELU with the lecun start pulls mean and variance towards 0 and 1, from wherever they begin.")
def test_selu_from_anywhere(submission, rng):
    """SELU with the lecun start brings inputs of another scale back to mean 0 and variance 1 over 50 layers."""
    for scale, low, high in ((0.3, 0.05, 0.5), (1.0, 0.5, 2.0), (3.0, 2.0, 20.0)):
        means, variances, _found = measured(submission, normal(rng, 128, 256, scale=scale), 50, "selu", "lecun")
        require(
            abs(means[-1]) < 0.4 and 0.4 < variances[-1] < 2.0 and low < variances[0] < high,
            f"Inputs of standard deviation {scale} do not come to mean 0 and variance 1 after 50 layers of SELU.",
            call="the variance after 1 layer, mean and variance after 50",
            returned=f"{variances[0]:.3g}, {means[-1]:.3g} and {variances[-1]:.3g}",
            expected=f"between {low} and {high}, about 0 and about 1",
        )


@pytest.mark.exercise("signal_statistics")
@pytest.mark.points(1)
@pytest.mark.manner
@pytest.mark.hint("Assign to a new name, or write x = ..., and use no operation that ends in an underscore on x.")
def test_input_kept(submission, rng):
    """signal_statistics leaves its input as it was."""
    x = normal(rng, 128, 32)
    _means, _variances, found = measured(submission, x, 3, "relu", "he")
    after = found["x"]
    require(
        isinstance(after, torch.Tensor) and torch.equal(after, x),
        "x is changed by the call.",
        call="x afterwards",
        returned="other numbers",
        expected="the same",
    )
