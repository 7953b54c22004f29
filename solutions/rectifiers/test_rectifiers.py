"""Hidden checks of the rectifiers."""

from functools import partial

import pytest
import torch

from autograder.testing import (
    Call,
    check_dtypes,
    check_extremes,
    check_purity,
    check_shapes,
    check_speed,
    compare_data,
    compare_gradients,
    compare_values,
    require,
    sweep,
)
from autograder.testing.tolerance import Tolerance

#: Bounds of rrelu that are neighbours in float32: the random slope is known, and the bounds still differ.
NARROW = {"lower": 0.1875, "upper": 0.187500015, "training": True}
NARROW_TOLERANCE = Tolerance(1e-6, 1e-6)


def random_inputs(rng, *shape):
    """Inputs that nobody foresees, none of them nearer to the kink than 0.001."""
    x = torch.empty(shape, dtype=torch.float64).uniform_(-6, 6, generator=rng)
    return x + torch.where(x < 0, -0.001, 0.001)


def with_channels(x):
    """A call of prelu on x with a weight for each channel, where x has channels."""
    channels = x.shape[1] if x.dim() > 1 else 1
    return Call(x, torch.linspace(0.1, 1.5, channels, dtype=torch.float64).to(x.dtype))


def training_slopes(submission, x):
    """The slopes that rrelu applies in training to x, all of whose entries are negative; bounds 0.2 and 0.6."""
    y = submission.rrelu(x, lower=0.2, upper=0.6, training=True)
    require(isinstance(y, torch.Tensor) and y.shape == x.shape, "rrelu must return a tensor of the shape of x.")
    require(y.is_floating_point(), f"rrelu must return floating-point numbers, not {y.dtype}.")
    require(y.isfinite().all(), "In training, rrelu must return finite numbers: NaN and infinity are no slopes.")
    return y.to(torch.float64) / x


def with_one_weight(x):
    """A call of prelu on x with one weight for all entries."""
    return Call(x, torch.tensor([0.3], dtype=x.dtype))


#: How the checks that hold for every exercise make a call from an input: what is not needed is left at its default.
CALLS = dict.fromkeys(("relu", "leaky_relu", "rrelu", "elu", "selu"), Call) | {"prelu": with_one_weight}
LARGE_CALLS = CALLS | {"rrelu": lambda x: Call(x, training=True)}


def three_times(function, *args, **kwargs):
    """What a layer behind the function makes of its answer: gradients come back three times as large."""
    return 3 * function(*args, **kwargs)


def shares_memory(function, *args):
    """Whether what comes back is a tensor of its own."""
    answer = function(*args)
    return {
        "whether the answer is `x` itself": answer.untyped_storage().data_ptr() == args[0].untyped_storage().data_ptr()
    }


def compare_gradients_behind(submission, reference, name, calls):
    """The gradients are right, also where a layer behind the function hands back another gradient than 1."""
    ours, theirs = getattr(submission, name), getattr(reference, name)
    compare_gradients(ours, theirs, calls)
    compare_gradients(ours.driven(three_times, name=f"3 * {name}"), partial(three_times, theirs), calls[-1])


def each_exercise(**points):
    """Parametrize a check over the exercises, with what it is worth in each."""
    marks = {name: [pytest.mark.exercise(name), pytest.mark.points(worth)] for name, worth in points.items()}
    return pytest.mark.parametrize("name", [pytest.param(name, marks=marks[name], id=name) for name in points])


@pytest.mark.exercise("relu")
@pytest.mark.points(2)
@pytest.mark.hint("Positive entries stay what they are, all others become 0.")
def test_relu_everywhere(submission, reference, rng):
    """relu is right on random inputs, small and large."""
    x = random_inputs(rng, 200)
    compare_values(submission.relu, reference.relu, [x, 1e-3 * x, 5 * x, sweep(-1, 1)])


@pytest.mark.exercise("relu")
@pytest.mark.points(1)
@pytest.mark.hint("Where the input is positive, relu is the input itself; elsewhere it is a constant.")
def test_relu_random_gradients(submission, reference, rng):
    """relu lets the gradient through exactly where its input is positive, in any shape."""
    compare_gradients_behind(submission, reference, "relu", [random_inputs(rng, 100), random_inputs(rng, 3, 4, 5)])


@pytest.mark.exercise("leaky_relu")
@pytest.mark.points(2)
@pytest.mark.hint("The formula asks for the sign of x, and it holds for slopes above 1 as well.")
def test_leaky_relu_any_slope(submission, reference, rng):
    """leaky_relu is right with any slope: 0, small, 1, and larger than 1."""
    x = random_inputs(rng, 100)
    calls = [Call(x), Call(x, 0.0), Call(x, 0.05), Call(x, 1.0), Call(sweep(), negative_slope=2.5)]
    compare_values(submission.leaky_relu, reference.leaky_relu, calls)


@pytest.mark.exercise("leaky_relu")
@pytest.mark.points(1)
@pytest.mark.hint("Where the input is negative, the gradient is the slope; elsewhere it is 1.")
def test_leaky_relu_gradients(submission, reference, rng):
    """leaky_relu has gradient 1 where its input is positive and the slope where it is negative."""
    x = random_inputs(rng, 3, 4, 5)
    compare_gradients_behind(submission, reference, "leaky_relu", [Call(sweep()), Call(x, 0.3)])


@pytest.mark.exercise("prelu")
@pytest.mark.points(1)
@pytest.mark.hint("weight[c] belongs to x[:, c], however many dimensions follow, and it can be any number.")
def test_prelu_any_weight(submission, reference, rng):
    """prelu uses weight[c] for x[:, c] in two to four dimensions, also where weights are negative or above 1."""
    weight = torch.tensor([0.1, -0.5, 1.5], dtype=torch.float64)
    shapes = [(4, 3), (5, 3, 2), (2, 3, 3), (2, 3, 4, 3)]
    calls = [Call(random_inputs(rng, *shape), weight) for shape in shapes]
    compare_values(submission.prelu, reference.prelu, [*calls, Call(random_inputs(rng, 50), weight[2:].clone())])
    check_shapes(submission.prelu, reference.prelu, with_channels)


@pytest.mark.exercise("prelu")
@pytest.mark.points(2)
@pytest.mark.hint("The weight is learned: keep it a tensor all the way, so that autograd can follow it.")
def test_prelu_gradients(submission, reference, rng):
    """prelu sends gradients to its input and to its weight."""
    one, three = torch.tensor([0.3], dtype=torch.float64), torch.tensor([0.1, 0.6, 1.5], dtype=torch.float64)
    calls = [Call(random_inputs(rng, 4, 3), one), *(Call(random_inputs(rng, 4, 3, n), three) for n in (3, 5))]
    compare_gradients_behind(submission, reference, "prelu", calls)


@pytest.mark.exercise("rrelu")
@pytest.mark.points(1)
@pytest.mark.hint("The mean of two numbers is half their sum; use the bounds that are passed in, not the default ones.")
def test_rrelu_any_bounds(submission, reference):
    """rrelu outside training uses the mean of whatever bounds it is given, and the same mean at every call."""
    calls = [
        Call(sweep(), 0.0, 0.1),
        Call(sweep(), lower=0.5, upper=0.9),
        Call(sweep(), 0.5, 0.9, False),
        Call(sweep()),
    ]
    compare_values(submission.rrelu, reference.rrelu, calls)


@pytest.mark.exercise("rrelu")
@pytest.mark.points(1)
@pytest.mark.hint("Draw as many random slopes as x has entries, anew at each call, instead of one that all share.")
def test_rrelu_own_slopes(submission):
    """rrelu in training draws a slope for each entry by itself, and new ones at the next call."""
    x = torch.full((100, 100), -1.0, dtype=torch.float64)
    different = training_slopes(submission, x).unique().numel()
    require(
        different > 5000,
        "In training, each entry of x must get a random slope of its own.",
        call="rrelu(x, lower=0.2, upper=0.6, training=True), for 10000 negative entries",
        returned=f"{different} different slopes",
        expected="about 10000 different slopes",
    )
    first, second = (answer.value for answer in submission.rrelu.many([Call(x, training=True)] * 2))
    fresh = isinstance(first, torch.Tensor) and isinstance(second, torch.Tensor) and not torch.equal(first, second)
    require(fresh, "A second call in training must draw new random slopes.")


@pytest.mark.exercise("rrelu")
@pytest.mark.points(1)
@pytest.mark.hint("Stretch random numbers from [0, 1) by upper - lower, then shift them by lower.")
def test_rrelu_uniform(submission):
    """rrelu in training draws slopes uniformly: a quarter of them in each quarter of the way from lower to upper."""
    slopes = training_slopes(submission, torch.full((200, 100), -2.0, dtype=torch.float64))
    inside = (slopes > 0.2 - 1e-6) & (slopes < 0.6 + 1e-6)
    quarters = [((slopes >= edge) & (slopes < edge + 0.1)).double().mean().item() for edge in (0.2, 0.3, 0.4, 0.5)]
    require(
        inside.all() and all(0.22 < share < 0.28 for share in quarters),
        "In training, the slopes of rrelu must be spread evenly between lower and upper.",
        call="rrelu(x, lower=0.2, upper=0.6, training=True), for 20000 negative entries",
        returned=f"slopes from {slopes.min():.3f} to {slopes.max():.3f}; by quarters {[round(q, 2) for q in quarters]}",
        expected="slopes from 0.200 to 0.600; by quarters [0.25, 0.25, 0.25, 0.25]",
    )


@pytest.mark.exercise("rrelu")
@pytest.mark.points(1)
@pytest.mark.hint("The gradient of an entry is what it was multiplied by: 1 where it is positive, else its slope.")
def test_rrelu_gradients(submission, reference, rng):
    """rrelu has gradient 1 where its input is positive and the slope where it is negative, also in training."""
    x = random_inputs(rng, 20, 3)
    compare_gradients_behind(submission, reference, "rrelu", [Call(x, 0.2, 0.4), Call(x, **NARROW)])


@pytest.mark.exercise("rrelu")
@pytest.mark.points(1)
@pytest.mark.hint("Draw the random numbers in the shape and the dtype of x.")
def test_rrelu_training_shapes(submission, reference):
    """rrelu keeps shape and dtype in training as well."""
    shapes = [(), (1,), (0,), (0, 3), (3, 2), (2, 3, 2)]
    calls = [Call(torch.full(shape, -2.0, dtype=torch.float64), **NARROW) for shape in shapes]
    compare_values(submission.rrelu, reference.rrelu, calls, NARROW_TOLERANCE)
    check_dtypes(submission.rrelu, reference.rrelu, lambda x: Call(x, **NARROW))


@pytest.mark.exercise("elu")
@pytest.mark.points(1)
@pytest.mark.hint("alpha multiplies exp(x) - 1 as a whole, and nothing else.")
def test_elu_any_alpha(submission, reference, rng):
    """elu is right with any alpha, below 1 and above."""
    x = random_inputs(rng, 100)
    calls = [Call(x), Call(x, 0.1), Call(x, 1.7), Call(sweep(), alpha=3.0), Call(sweep(-1, 1), alpha=0.7)]
    compare_values(submission.elu, reference.elu, calls)


@pytest.mark.exercise("elu")
@pytest.mark.points(1)
@pytest.mark.hint("Where the input is negative, the gradient is alpha * exp(x); elsewhere it is 1.")
def test_elu_gradients(submission, reference, rng):
    """elu has gradient 1 where its input is positive and alpha * exp(x) where it is negative."""
    x = random_inputs(rng, 3, 4, 5)
    compare_gradients_behind(submission, reference, "elu", [Call(sweep()), Call(x, 0.5), Call(x, alpha=2.0)])


@pytest.mark.exercise("selu")
@pytest.mark.points(1)
@pytest.mark.hint("scale multiplies both sides; alpha multiplies exp(x) - 1 on the negative side only.")
def test_selu_everywhere(submission, reference, rng):
    """selu is right on random inputs, small and large, to seven digits."""
    x = random_inputs(rng, 200)
    compare_values(submission.selu, reference.selu, [x, 1e-3 * x, 5 * x, sweep(-1, 1)])


@pytest.mark.exercise("selu")
@pytest.mark.points(1)
@pytest.mark.hint("Where the input is negative, the gradient is scale * alpha * exp(x); elsewhere it is scale.")
def test_selu_random_gradients(submission, reference, rng):
    """selu has the right gradient on random inputs of any shape."""
    compare_gradients_behind(submission, reference, "selu", [random_inputs(rng, 100), random_inputs(rng, 3, 4, 5)])


@each_exercise(relu=1, leaky_relu=1, prelu=1, rrelu=0.5, elu=1, selu=1)
@pytest.mark.manner
def test_shapes(submission, reference, name):
    """Every shape is kept, the empty one too, the input is left as it was, and the answer is a new tensor."""
    ours, theirs = getattr(submission, name), getattr(reference, name)
    check_shapes(ours, theirs, CALLS[name])
    check_purity(ours, CALLS[name])
    positive = [CALLS[name](torch.tensor(x, dtype=torch.float64)) for x in (2.0, [1.0, 2.0])]
    compare_data(ours.driven(shares_memory, name=name), partial(shares_memory, theirs), positive)


@each_exercise(relu=1, leaky_relu=1, prelu=1, rrelu=0.5, elu=1, selu=1)
def test_dtypes(submission, reference, name):
    """The dtype is kept: float32, float64 and bfloat16."""
    check_dtypes(getattr(submission, name), getattr(reference, name), CALLS[name])


@each_exercise(relu=1, leaky_relu=1, prelu=1, rrelu=0.5, elu=2, selu=2)
def test_extremes(submission, reference, name):
    """Inputs as large as 10000 give finite values and finite gradients."""
    check_extremes(getattr(submission, name), getattr(reference, name), CALLS[name])


@each_exercise(relu=1, leaky_relu=1, prelu=1, rrelu=0.5, elu=1, selu=1)
@pytest.mark.hint("Work on the whole tensor at once instead of on one entry after the other.")
@pytest.mark.manner
def test_speed(submission, name):
    """A tensor of 200,000 entries is done quickly."""
    check_speed(getattr(submission, name), LARGE_CALLS[name])
