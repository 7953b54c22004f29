"""Hidden checks of gradient flow."""

from functools import partial
from itertools import pairwise

import pytest
import torch
from torch import nn

from autograder.errors import AnswerError, CheckFailed
from autograder.testing import Call, Tolerance, compare_data, require, value_of

NAMES = ["sigmoid", "tanh", "relu", "gelu"]
CLOSE = Tolerance(1e-4, 1e-7)


def outputs(build_mlp, depth, width, activation, inputs, outs, init, x):
    """The network's output for x, and what its own layers give with the activation between them."""
    model = build_mlp(depth, width, activation, inputs, outs, init)
    linears = [module for module in model.modules() if isinstance(module, nn.Linear)]
    if any(linear.bias is None for linear in linears):
        return "a network in which an nn.Linear has no bias"
    with torch.no_grad():
        for number, linear in enumerate(linears):
            generator = torch.Generator().manual_seed(number)
            linear.weight.copy_(torch.randn(linear.weight.shape, generator=generator))
            linear.bias.copy_(torch.randn(linear.bias.shape, generator=generator))
    return model(x).detach()


def chained(depth, width, activation, inputs, outs, _init, x):
    functions = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu, "gelu": torch.nn.functional.gelu}
    sizes = [inputs] + [width] * depth + [outs]
    for number, (fan_in, fan_out) in enumerate(pairwise(sizes)):
        generator = torch.Generator().manual_seed(number)
        weight = torch.randn((fan_out, fan_in), generator=generator)
        bias = torch.randn((fan_out,), generator=generator)
        x = x @ weight.T + bias
        if number < depth:
            x = functions[activation](x)
    return x


def statistics(build_mlp, width, init, activation):
    """Of the weights of the first, a middle and the last layer, times the inputs: sizes of about 1. And the biases."""
    model = build_mlp(3, width, activation, 2 * width, width // 2, init)
    linears = [module for module in model.modules() if isinstance(module, nn.Linear)]
    chosen = [linears[0], linears[1], linears[-1]]
    biases = [0.0 if linear.bias is None else linear.bias.abs().max().item() for linear in linears]
    again = build_mlp(3, width, activation, 2 * width, width // 2, init)
    others = [module.weight for module in again.modules() if isinstance(module, nn.Linear)]
    return {
        "drawn anew": not any(
            torch.equal(linear.weight, other) for linear, other in zip(linears, others, strict=False)
        ),
        "means": [linear.weight.double().mean().item() * linear.weight.shape[1] ** 0.5 for linear in chosen],
        "variances": [linear.weight.double().var().item() * linear.weight.shape[1] for linear in chosen],
        "largest bias": max(biases),
        "biases are 0": max(biases) == 0,
    }


@pytest.mark.exercise("build_mlp")
@pytest.mark.points(4)
@pytest.mark.hint("Linear, activation, Linear, activation, …, Linear: nothing after the last one.")
@pytest.mark.parametrize("activation", [pytest.param(NAMES, id="all")])
def test_computes_the_chain(submission, rng, activation):
    """build_mlp computes its linear layers with the named activation between them, and none at the end."""
    x = torch.randn(6, 5, generator=rng)
    calls = [Call(depth, 7, name, 5, 3, "he", x) for name in activation for depth in (1, 4)]
    compare_data(submission.build_mlp.driven(outputs, "build_mlp"), chained, calls, Tolerance(1e-4, 1e-4))


def check_start(submission, init, variance):
    width = 128
    # How the numbers are drawn is free: two answers with about the same statistics behave alike.
    function = submission.build_mlp.driven(statistics, "build_mlp")
    answers = function.many([Call(width, init, name) for name in NAMES], tolerance=Tolerance(0.15, 0.1))
    for name, answer in zip(NAMES, answers, strict=True):
        found = value_of(answer, f'build_mlp(…, "{name}", …, "{init}")')
        require(
            found["largest bias"] == 0,
            "All biases must start at 0.",
            call=f'build_mlp(…, activation="{name}", init="{init}"): the largest |bias|',
            returned=found["largest bias"],
            expected=0.0,
        )
        require(
            found["drawn anew"],
            "A second network has the weights of the first. They are drawn anew at every call: set no seed inside.",
            call=f'build_mlp(…, activation="{name}", init="{init}"), twice',
            returned="the same weights",
            expected="other weights",
        )
        fans = [(2 * width, width), (width, width), (width, width // 2)]
        for (fan_in, fan_out), mean, spread in zip(fans, found["means"], found["variances"], strict=True):
            wanted = variance(fan_in, fan_out)
            count = fan_in * fan_out
            # Seven standard errors: a right answer is beyond them less than once in 10^10 networks.
            require(
                abs(mean) < 7 * (wanted * fan_in / count) ** 0.5
                and abs(spread / (wanted * fan_in) - 1) < 7 * (2 / count) ** 0.5,
                f"The weights of a layer with {fan_in} inputs and {fan_out} outputs are not drawn as `{init}` says.",
                call=f'build_mlp(…, activation="{name}", init="{init}"): mean and variance of the weights',
                returned=f"{mean / fan_in**0.5:.5f} and {spread / fan_in:.5f}",
                expected=f"0 and {wanted:.5f}",
            )


@pytest.mark.exercise("build_mlp")
@pytest.mark.points(3)
@pytest.mark.hint("The variance of a weight is 2 / fan_in, its standard deviation the root of that; biases are 0.")
def test_he_start(submission):
    """With init="he" the weights have variance 2 / fan_in, whatever the activation, and the biases are 0."""
    check_start(submission, "he", lambda fan_in, _fan_out: 2 / fan_in)


@pytest.mark.exercise("build_mlp")
@pytest.mark.points(2)
@pytest.mark.hint("The variance of a weight is 2 / (fan_in + fan_out); biases are 0.")
def test_xavier_start(submission):
    """With init="xavier" the weights have variance 2 / (fan_in + fan_out), whatever the activation; biases are 0."""
    check_start(submission, "xavier", lambda fan_in, fan_out: 2 / (fan_in + fan_out))


def mlp(gradient_norms, depth, power, x, earlier):
    torch.manual_seed(1)
    layers = []
    for number in range(depth):
        layers += [nn.Linear(x.shape[1], x.shape[1], bias=number % 2 == 0), nn.Tanh()]
    model = nn.Sequential(*layers, nn.Linear(x.shape[1], 2))
    for _ in range(earlier):
        (3 * model(x).sum()).backward()
    loss = (model(x) ** power).mean()
    return [float(norm) for norm in gradient_norms(model, loss)]


def images(gradient_norms, x):
    torch.manual_seed(2)
    model = nn.Sequential(
        nn.Conv2d(1, 3, 3),
        nn.BatchNorm2d(3),
        nn.ReLU(),
        nn.Flatten(),
        nn.Sequential(nn.Linear(3 * 16, 8), nn.LayerNorm(8), nn.GELU()),
        nn.Linear(8, 4),
    )
    loss = nn.functional.cross_entropy(model(x), torch.arange(len(x)) % 4)
    return [float(norm) for norm in gradient_norms(model, loss)]


def residual(gradient_norms, x):
    class Block(nn.Module):
        def __init__(self, width):
            super().__init__()
            self.inner = nn.ModuleDict({"up": nn.Linear(width, 2 * width), "down": nn.Linear(2 * width, width)})
            self.unused = nn.Linear(width, width)

        def forward(self, x):
            return x + self.inner["down"](torch.relu(self.inner["up"](x)))

    torch.manual_seed(3)
    model = nn.Sequential(Block(x.shape[1]), Block(x.shape[1]))
    loss = model(x).logsumexp(-1).sum()
    return [float(norm) for norm in gradient_norms(model, loss)]


def tiny(gradient_norms, x):
    """Of a loss times 1e-10: as small as a gradient is that has vanished. Brought back to sizes of about 1."""
    torch.manual_seed(5)
    model = nn.Sequential(nn.Linear(x.shape[1], 4), nn.Tanh(), nn.Linear(4, 2))
    return [1e10 * float(norm) for norm in gradient_norms(model, 1e-10 * model(x).sum())]


def words(gradient_norms, tokens):
    torch.manual_seed(4)
    model = nn.Sequential(nn.Embedding(7, 6), nn.Linear(6, 6), nn.Tanh(), nn.Linear(6, 2))
    loss = model(tokens).logsumexp(-1).mean()
    return [float(norm) for norm in gradient_norms(model, loss)]


@pytest.mark.exercise("gradient_norms")
@pytest.mark.points(3)
@pytest.mark.hint("One number for each nn.Linear, of its weight alone, in the order of model.modules().")
def test_deep_networks(submission, reference, rng):
    """gradient_norms is right at every layer of deep networks, input side first."""
    x = torch.randn(5, 6, generator=rng)
    calls = [Call(depth, power, x, 0) for depth in (1, 3, 8) for power in (1, 2)]
    function = submission.gradient_norms.driven(mlp, "gradient_norms")
    compare_data(function, partial(mlp, reference.gradient_norms), calls, CLOSE)
    function = submission.gradient_norms.driven(tiny, "1e10 * gradient_norms, of a loss times 1e-10,")
    compare_data(function, partial(tiny, reference.gradient_norms), Call(x), Tolerance(1e-3, 1e-3))


@pytest.mark.exercise("gradient_norms")
@pytest.mark.points(2)
@pytest.mark.hint("backward() adds to what .grad holds already: empty it first, or use torch.autograd.grad.")
def test_after_earlier_calls(submission, reference, rng):
    """gradient_norms counts the gradient of this loss alone."""
    calls = [Call(3, 2, torch.randn(5, 6, generator=rng), earlier) for earlier in (1, 3)]
    function = submission.gradient_norms.driven(mlp, "gradient_norms, after earlier calls of backward()")
    compare_data(function, partial(mlp, reference.gradient_norms), calls, CLOSE)


@pytest.mark.exercise("gradient_norms")
@pytest.mark.points(2)
@pytest.mark.hint("isinstance(module, nn.Linear) over model.modules() finds them all, and nothing else.")
def test_convolutions_and_nesting(submission, reference, rng):
    """gradient_norms finds linear layers beside convolutions, normalisation and embeddings, nested or not."""
    x = torch.randn(8, 1, 6, 6, generator=rng)
    function = submission.gradient_norms.driven(images, "gradient_norms of a convolutional network")
    compare_data(function, partial(images, reference.gradient_norms), Call(x), CLOSE)
    # An embedding's weight is a matrix, too.
    tokens = torch.randint(7, (5,), generator=rng)
    function = submission.gradient_norms.driven(words, "gradient_norms of a network with an nn.Embedding")
    compare_data(function, partial(words, reference.gradient_norms), Call(tokens), CLOSE)


@pytest.mark.exercise("gradient_norms")
@pytest.mark.points(3)
@pytest.mark.hint("A layer that the loss does not depend on has no gradient: its norm is 0.")
def test_residual_networks(submission, reference, rng):
    """gradient_norms is right in residual blocks, and 0 for a layer that is not used."""
    x = torch.randn(4, 5, generator=rng)
    function = submission.gradient_norms.driven(residual, "gradient_norms of residual blocks")
    compare_data(function, partial(residual, reference.gradient_norms), Call(x), CLOSE)


def as_numbers(compare_activations, names, kwargs):
    """Each name's norms as numbers."""
    found = compare_activations(names, **kwargs)
    if not isinstance(found, dict):
        return type(found).__name__
    return {name: [float(norm) for norm in norms] for name, norms in found.items()}


def with_strange_parts(compare_activations, names, kwargs):
    """The same where it finds a build_mlp and a gradient_norms that are none, and repeat what they were asked."""

    def build_mlp(depth, width, activation, in_features, out_features, init, *_more, **_named):
        model = nn.Linear(in_features, out_features)
        model.asked = [depth, width + sum(map(ord, activation)) + sum(map(ord, init))]
        return model

    def gradient_norms(model, loss, *_more, **_named):
        depth, size = model.asked
        return [loss.item() + size + number for number in range(depth + 1)]

    inner = compare_activations
    while hasattr(inner, "__wrapped__"):
        inner = inner.__wrapped__
    found_there = getattr(inner, "__globals__", {})
    strange = {"build_mlp": build_mlp, "gradient_norms": gradient_norms}
    own = {name: found_there[name] for name in strange if name in found_there}
    try:
        found_there.update({name: strange[name] for name in own})
        found = compare_activations(names, **kwargs)
    finally:
        found_there.update(own)
    return {name: [float(norm) for norm in norms] for name, norms in found.items()}


def judged_alone(check, submission, reference):
    """Another exercise's mistake costs once: what fails with the submission's own parts may be right with others.

    Those hold no answer, so that none comes to where the submission runs.
    """
    try:
        check(submission)
    except (CheckFailed, AnswerError) as problem:
        function = submission.compare_activations.driven(with_strange_parts, "compare_activations")
        expected = partial(with_strange_parts, reference.compare_activations)
        calls = [
            Call(["tanh", "relu"], {"depth": 3, "width": 5, "init": "xavier", "seed": 4}),
            Call(["sigmoid"], {"depth": 2, "seed": 1}),
            Call(["gelu"], {}),
        ]
        try:
            compare_data(function, expected, calls, CLOSE)
        except (CheckFailed, AnswerError):
            raise problem from None


def norms_by_name(submission, names, **kwargs):
    """What compare_activations returns, numbers in lists; raises where it is no dict of the names."""
    text = ", ".join([str(names), *(f"{key}={value!r}" for key, value in kwargs.items())])
    function = submission.compare_activations.driven(as_numbers, "compare_activations")
    (answer,) = function.many([Call(names, kwargs)])
    found = value_of(answer, f"compare_activations({text})")
    require(
        isinstance(found, dict) and set(found) == set(names),
        "A dict with the names as keys is wanted.",
        call=f"compare_activations({text})",
        returned=f"keys {list(found)}" if isinstance(found, dict) else f"a {found}",
        expected=f"keys {names}",
    )
    depth = kwargs.get("depth", 20)
    require(
        all(len(norms) == depth + 1 for norms in found.values()),
        f"At depth {depth} there must be {depth + 1} norms for each name.",
        call=f"compare_activations({text}): how many norms",
        returned=[len(norms) for norms in found.values()],
        expected=[depth + 1] * len(names),
    )
    return found


def after_the_network(compare_activations, name, depth, width, seed):
    """The norms, and those of a network built first with the inputs drawn after it: by the submission's own two."""
    inner = compare_activations
    while hasattr(inner, "__wrapped__"):
        inner = inner.__wrapped__
    names = getattr(inner, "__globals__", {})
    by_name = compare_activations([name], depth=depth, width=width, seed=seed)
    if not isinstance(by_name, dict) or name not in by_name:
        return {"found": [], "wanted": [], "kind": type(by_name).__name__}
    found = by_name[name]
    if "build_mlp" not in names or "gradient_norms" not in names:
        return None
    torch.manual_seed(seed)
    model = names["build_mlp"](depth, width, name, width, 1, "he")
    wanted = names["gradient_norms"](model, model(torch.randn(64, width)).mean())
    return {"found": [float(norm) for norm in found], "wanted": [float(norm) for norm in wanted]}


@pytest.mark.exercise("compare_activations")
@pytest.mark.points(1)
@pytest.mark.hint("For each name: set the seed, build the network, and only then draw the inputs.")
def test_inputs_come_after_the_network(submission):
    """compare_activations makes the network of the seed first, and draws the inputs after it."""
    driven = submission.compare_activations.driven(after_the_network, "compare_activations")
    norms = driven.sample("tanh", 2, 8, 5)
    if norms is None:
        return
    require(
        "kind" not in norms,
        "A dict with the names as keys is wanted.",
        call='compare_activations(["tanh"], depth=2, width=8, seed=5)',
        returned=f"a {norms.get('kind')}",
        expected="keys ['tanh']",
    )
    found, wanted = torch.tensor(norms["found"]), torch.tensor(norms["wanted"])
    require(
        found.shape == wanted.shape and len(found.unique()) > 1 and torch.allclose(found, wanted, rtol=1e-3),
        "These are not the norms of the network that your build_mlp makes of the seed, for inputs drawn after it.",
        call='compare_activations(["tanh"], depth=2, width=8, seed=5)["tanh"]',
        returned=[round(norm, 5) for norm in norms["found"]],
        expected=[round(norm, 5) for norm in norms["wanted"]],
    )


def repeats(submission):
    together = norms_by_name(submission, ["tanh", "relu"], depth=6, seed=3)
    alone = norms_by_name(submission, ["relu"], depth=6, seed=3)
    other = norms_by_name(submission, ["relu"], depth=6, seed=4)
    require(together["relu"] == alone["relu"], "relu's norms change when tanh is asked for as well.")
    require(other["relu"] != alone["relu"], "Another seed must give other networks.")
    usual = norms_by_name(submission, ["tanh"])
    named = norms_by_name(submission, ["tanh"], depth=20, width=32, init="he", seed=0)
    require(
        usual == named,
        "Where nothing else is said, depth is 20, width 32, init he and seed 0: keep the defaults.",
        call='compare_activations(["tanh"])["tanh"][0]',
        returned=f"{usual['tanh'][0]:.5g}",
        expected=f"{named['tanh'][0]:.5g}, as with depth=20, width=32, init='he', seed=0",
    )


@pytest.mark.exercise("compare_activations")
@pytest.mark.points(1)
@pytest.mark.hint("Each network starts from the seed by itself, so what other names are asked for must not matter.")
def test_repeatable(submission, reference):
    """compare_activations gives the same norms for the same seed, whichever other names are asked for."""
    judged_alone(repeats, submission, reference)


def inputs_and_loss(submission):
    # The last gradient is the mean of what the hidden layer gives. Of relu(z), z normal with variance 2, that is
    # sqrt(1/pi); of tanh(z) it is 0, give or take 1/sqrt(64) of its spread: so many inputs there are. Both times
    # sqrt(256). The bounds were measured in 400 right answers: they are 9 and 7 standard deviations away.
    function = submission.compare_activations.driven(as_numbers, "compare_activations")
    for name, count, wanted, room in (("relu", 1, 9.17, 0.12), ("tanh", 4, 1.43, 0.2)):
        # How the network's numbers are drawn is free: two answers that agree to a few percent behave alike.
        calls = [Call([name], {"depth": 1, "width": 256, "seed": seed}) for seed in range(count)]
        norms = []
        for seed, answer in enumerate(function.many(calls, tolerance=Tolerance(0.25, 0.0))):
            one = value_of(answer, f'compare_activations(["{name}"], depth=1, width=256, seed={seed})')
            require(isinstance(one, dict) and one.get(name), "A dict with the names as keys is wanted.")
            norms.append(one[name][-1])
        found = sum(norms) / len(norms)
        require(
            abs(found / wanted - 1) < room,
            f"With one hidden layer of 256, {name}'s last gradient is not of the size that the mean over 64 gives.",
            call=f'compare_activations(["{name}"], depth=1, width=256)["{name}"][-1]',
            returned=f"{found:.3g}",
            expected=f"{wanted}, give or take {100 * room:.0f}%",
        )


@pytest.mark.exercise("compare_activations")
@pytest.mark.points(2)
@pytest.mark.hint("The network has width inputs; 64 normal inputs go in; the loss is the mean of the output.")
def test_inputs_and_loss(submission, reference):
    """compare_activations puts 64 normal inputs into width neurons, and takes the mean of the output."""
    judged_alone(inputs_and_loss, submission, reference)


def what_the_norms_show(submission):
    he = norms_by_name(submission, ["sigmoid", "relu"], depth=20)
    xavier = norms_by_name(submission, ["relu"], depth=20, init="xavier")
    require(
        min(he["sigmoid"][-1], he["relu"][-1], xavier["relu"][-1]) > 0,
        "The gradient of the last layer's weight is 0: does an activation follow that layer?",
        call="last norm of sigmoid and relu, he, and of relu, xavier",
        returned=[he["sigmoid"][-1], he["relu"][-1], xavier["relu"][-1]],
        expected="numbers above 0",
    )
    spans = {
        "sigmoid, he": (he["sigmoid"][0] / he["sigmoid"][-1], 0.0, 1e-7),
        "relu, he": (he["relu"][0] / he["relu"][-1], 1e-3, 1e3),
        "relu, xavier": (xavier["relu"][0] / xavier["relu"][-1], 1e-3, 1e3),
    }
    for what, (ratio, low, high) in spans.items():
        require(
            low <= ratio < high,
            f"With {what} start, the first norm over the last is out of what 20 layers can give.",
            call=f"first norm / last norm, {what}",
            returned=ratio,
            expected=f"between {low:g} and {high:g}",
        )
    # Weights of half the variance, twenty times: the network's gradients are smaller by 2^10.
    require(
        xavier["relu"][0] < 0.1 * he["relu"][0],
        "With a Xavier start ReLU's gradients must be far smaller than with a He start: is init passed on?",
        call="first norm of relu, xavier",
        returned=xavier["relu"][0],
        expected=f"well below {he['relu'][0]:.3g}, that of he",
    )


@pytest.mark.exercise("compare_activations")
@pytest.mark.points(2)
@pytest.mark.hint("Pass depth, width, init and the name on to build_mlp; 64 normal inputs; the mean of the output.")
def test_what_the_norms_show(submission, reference):
    """compare_activations shows sigmoid's gradient vanish over 20 layers, and ReLU's arrive under a He start."""
    judged_alone(what_the_norms_show, submission, reference)
