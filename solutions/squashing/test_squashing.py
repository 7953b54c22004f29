"""The hidden checks of `squashing`."""

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
    compare_gradients,
    compare_values,
    sweep,
)

BETAS = (0.5, 2.0, 5.0)


def scores(rng, *shape):
    """Scores of the size that a classifier's last layer gives, on another level in every row of the first dimension."""
    values = 3 * torch.randn(*shape, generator=rng, dtype=torch.float64)
    return values + torch.arange(shape[0]).reshape(-1, *[1] * (len(shape) - 1))


def three_times(function, *args, **kwargs):
    """What a layer behind the function makes of its answer: gradients come back three times as large."""
    return 3 * function(*args, **kwargs)


def compare_gradients_behind(submission, reference, name, calls):
    """The gradients are right, also where a layer behind the function hands back another gradient than 1."""
    ours, theirs = getattr(submission, name), getattr(reference, name)
    compare_gradients(ours, theirs, calls, kinks=())
    compare_gradients(ours.driven(three_times, name=f"3 * {name}"), partial(three_times, theirs), calls[-1], kinks=())


@pytest.mark.exercise("sigmoid")
@pytest.mark.points(1)
@pytest.mark.hint("Work out sigmoid(0) and sigmoid(1) by hand: 1/2 and 1 / (1 + 1/e).")
def test_sigmoid_values_everywhere(submission, reference):
    """sigmoid is right on a fine grid from -30 to 30."""
    compare_values(submission.sigmoid, reference.sigmoid, [sweep(), sweep(-8, 8).reshape(-1, 1)])


@pytest.mark.exercise("sigmoid")
@pytest.mark.points(1)
@pytest.mark.hint("The derivative is s (1 - s) with s = sigmoid(x): 1/4 at 0, and smooth there.")
def test_sigmoid_gradients_everywhere(submission, reference):
    """The gradient of sigmoid is right from -30 to 30, at zero too."""
    compare_gradients_behind(submission, reference, "sigmoid", [sweep()])


@pytest.mark.exercise("sigmoid")
@pytest.mark.points(1)
@pytest.mark.hint("Operations on the whole tensor take any shape; those whose name ends in `_` write into `x` itself.")
@pytest.mark.manner
def test_sigmoid_shapes_and_purity(submission, reference):
    """sigmoid takes every shape and leaves its input alone."""
    check_purity(submission.sigmoid)
    check_shapes(submission.sigmoid, reference.sigmoid)


@pytest.mark.exercise("sigmoid")
@pytest.mark.points(1)
@pytest.mark.hint(
    "Where the values are right: `torch.zeros_like(x)` takes its dtype from `x`, and a Python number never changes it."
)
def test_sigmoid_dtypes(submission, reference):
    """sigmoid keeps float32, float64 and bfloat16."""
    check_dtypes(submission.sigmoid, reference.sigmoid)


@pytest.mark.exercise("sigmoid")
@pytest.mark.points(2)
@pytest.mark.hint("e^89 is more than float32 holds. Let `exp` see only inputs that are not large.")
def test_sigmoid_extremes(submission, reference):
    """sigmoid and its gradient stay finite out to 10,000 on both sides."""
    check_extremes(submission.sigmoid, reference.sigmoid)


@pytest.mark.exercise("sigmoid")
@pytest.mark.points(1)
@pytest.mark.hint("Work on the whole tensor at once: torch's functions loop over the entries themselves.")
@pytest.mark.manner
def test_sigmoid_speed(submission):
    """sigmoid of 200,000 entries is done within the time limit."""
    check_speed(submission.sigmoid)


@pytest.mark.exercise("tanh")
@pytest.mark.points(1)
@pytest.mark.hint("Hold yours against what is known: tanh(0) is 0, tanh(1) is 0.7616, and tanh(-x) is -tanh(x).")
def test_tanh_values_everywhere(submission, reference):
    """tanh is right on a fine grid from -30 to 30."""
    compare_values(submission.tanh, reference.tanh, [sweep(), sweep(-8, 8).reshape(-1, 1)])


@pytest.mark.exercise("tanh")
@pytest.mark.points(1)
@pytest.mark.hint("The derivative is 1 - t^2 with t = tanh(x): 1 at 0, and smooth there.")
def test_tanh_gradients_everywhere(submission, reference):
    """The gradient of tanh is right from -30 to 30, at zero too."""
    compare_gradients_behind(submission, reference, "tanh", [sweep()])


@pytest.mark.exercise("tanh")
@pytest.mark.points(1)
@pytest.mark.hint("Operations on the whole tensor take any shape; those whose name ends in `_` write into `x` itself.")
@pytest.mark.manner
def test_tanh_shapes_and_purity(submission, reference):
    """tanh takes every shape and leaves its input alone."""
    check_purity(submission.tanh)
    check_shapes(submission.tanh, reference.tanh)


@pytest.mark.exercise("tanh")
@pytest.mark.points(1)
@pytest.mark.hint(
    "Where the values are right: `torch.zeros_like(x)` takes its dtype from `x`, and a Python number never changes it."
)
def test_tanh_dtypes(submission, reference):
    """tanh keeps float32, float64 and bfloat16."""
    check_dtypes(submission.tanh, reference.tanh)


@pytest.mark.exercise("tanh")
@pytest.mark.points(2)
@pytest.mark.hint(
    "e^89 is more than float32 holds, and inf / inf is NaN. Let `exp` see only inputs that are not large."
)
def test_tanh_extremes(submission, reference):
    """tanh and its gradient stay finite out to 10,000 on both sides."""
    check_extremes(submission.tanh, reference.tanh)


@pytest.mark.exercise("tanh")
@pytest.mark.points(1)
@pytest.mark.hint("Work on the whole tensor at once: torch's functions loop over the entries themselves.")
@pytest.mark.manner
def test_tanh_speed(submission):
    """tanh of 200,000 entries is done within the time limit."""
    check_speed(submission.tanh)


@pytest.mark.exercise("softplus")
@pytest.mark.points(1)
@pytest.mark.hint("`beta` stands in two places of the formula: inside the exponential and under the logarithm.")
def test_softplus_values_for_every_beta(submission, reference):
    """softplus is right for small and large beta, given by position or by name."""
    calls = [Call(sweep()), *(Call(sweep(), beta=beta) for beta in BETAS), Call(sweep(), 3.0)]
    compare_values(submission.softplus, reference.softplus, calls)


@pytest.mark.exercise("softplus")
@pytest.mark.points(1)
@pytest.mark.hint("The derivative of softplus is sigmoid(beta x): 1/2 at 0 for any beta, and smooth there.")
def test_softplus_gradients_for_every_beta(submission, reference):
    """The gradient of softplus is right from -30 to 30 for every beta, at zero too."""
    calls = [Call(sweep()), *(Call(sweep(), beta=beta) for beta in BETAS)]
    compare_gradients_behind(submission, reference, "softplus", calls)


@pytest.mark.exercise("softplus")
@pytest.mark.points(1)
@pytest.mark.hint("Operations on the whole tensor take any shape; those whose name ends in `_` write into `x` itself.")
@pytest.mark.manner
def test_softplus_shapes_and_purity(submission, reference):
    """softplus takes every shape and leaves its input alone."""
    check_purity(submission.softplus)
    check_shapes(submission.softplus, reference.softplus, lambda x: Call(x, beta=2.0))


@pytest.mark.exercise("softplus")
@pytest.mark.points(1)
@pytest.mark.hint(
    "Where the values are right: `torch.zeros_like(x)` takes its dtype from `x`, and a Python number never changes it."
)
def test_softplus_dtypes(submission, reference):
    """softplus keeps float32, float64 and bfloat16."""
    check_dtypes(submission.softplus, reference.softplus)


@pytest.mark.exercise("softplus")
@pytest.mark.points(2)
@pytest.mark.hint("e^89 is more than float32 holds. Which sum of logarithm and exponential never forms e^x itself?")
def test_softplus_extremes(submission, reference):
    """softplus and its gradient stay finite out to 10,000 on both sides, for large beta too."""
    check_extremes(submission.softplus, reference.softplus)
    check_extremes(submission.softplus, reference.softplus, lambda x: Call(x, beta=5.0))


@pytest.mark.exercise("softplus")
@pytest.mark.points(1)
@pytest.mark.hint("Work on the whole tensor at once: torch's functions loop over the entries themselves.")
@pytest.mark.manner
def test_softplus_speed(submission):
    """softplus of 200,000 entries is done within the time limit."""
    check_speed(submission.softplus)


@pytest.mark.exercise("softmax")
@pytest.mark.points(1)
@pytest.mark.hint("Sum over `dim` alone: every other dimension holds separate sets of scores.")
def test_softmax_along_every_dimension(submission, reference, rng):
    """softmax normalises along the dimension that is asked for, counted from the front or from the end."""
    table, block = scores(rng, 4, 4), scores(rng, 2, 3, 4)
    calls = [
        Call(scores(rng, 5)),
        Call(table),
        Call(table, 0),
        *(Call(block, dim=dim) for dim in (-3, -2, -1, 0, 1, 2)),
    ]
    compare_values(submission.softmax, reference.softmax, [*calls, Call(block)])


@pytest.mark.exercise("softmax")
@pytest.mark.points(1)
@pytest.mark.hint(
    "Every score takes part in the sum below the fraction, so each one moves all the weights along `dim`."
)
def test_softmax_gradients_along_every_dimension(submission, reference, rng):
    """Autograd finds how each weight moves with each score, along every dimension."""
    block = scores(rng, 2, 3, 4)
    calls = [Call(scores(rng, 5)), Call(scores(rng, 4, 4)), *(Call(block, dim=dim) for dim in (-3, -2, 0, 1, 2))]
    compare_gradients(submission.softmax, reference.softmax, calls, kinks=(), weighted=True)


@pytest.mark.exercise("softmax")
@pytest.mark.points(1)
@pytest.mark.hint("With `keepdim=True` a maximum or a sum lines up with `x` again, whatever its shape.")
@pytest.mark.manner
def test_softmax_shapes_and_purity(submission, reference):
    """softmax takes a single number, an empty batch, one score per row and strided inputs, and leaves them alone."""
    check_purity(submission.softmax)
    one, ramp = torch.tensor(-1.0, dtype=torch.float64), torch.linspace(-3, 3, 12, dtype=torch.float64)
    block = ramp.reshape(2, 3, 2)
    calls = [Call(one), Call(one, 0), Call(one, dim=-1), Call(ramp[:1]), Call(ramp.reshape(-1, 1)), Call(ramp[::2])]
    calls += [Call(ramp.new_empty(0, 3)), Call(ramp.new_empty(3, 0), dim=0), Call(ramp.reshape(3, 4).t())]
    calls += [Call(ramp[:3].expand(2, 3)), Call(block.permute(2, 0, 1), dim=1), Call(ramp.reshape(1, 3, 2, 2), dim=-3)]
    compare_values(submission.softmax, reference.softmax, calls)


@pytest.mark.exercise("softmax")
@pytest.mark.points(1)
@pytest.mark.hint(
    "Where the values are right: `torch.zeros_like(x)` takes its dtype from `x`, and a Python number never changes it."
)
def test_softmax_dtypes(submission, reference):
    """softmax keeps float32, float64 and bfloat16."""
    check_dtypes(submission.softmax, reference.softmax)


@pytest.mark.exercise("softmax")
@pytest.mark.points(1)
@pytest.mark.hint(
    "Softmax ignores a constant added to all scores along `dim`: which constant makes every `exp` harmless?"
)
def test_softmax_extremes(submission, reference):
    """softmax and its gradient stay finite for scores out to 10,000."""
    check_extremes(submission.softmax, reference.softmax)


@pytest.mark.exercise("softmax")
@pytest.mark.points(1)
@pytest.mark.hint("Each set of scores needs a constant of its own: what saves one row may drown another.")
def test_softmax_ignores_the_level(submission, reference):
    """softmax is right where one row's scores lie around 10,000 and another's around -10,000, or far apart."""
    near = torch.tensor([[0.0, 1.0, -2.0, 0.5], [3.0, -1.0, 0.0, 1.5], [2.0, 2.0, -4.0, 1.0]], dtype=torch.float64)
    far = near + torch.tensor([[10000.0], [0.0], [-10000.0]], dtype=torch.float64)
    wide = torch.tensor([1000.0, -1000.0, 0.0, 999.0], dtype=torch.float64)
    calls = [Call(far), Call(far.t(), dim=0), Call(far[:1]), Call(far[2]), Call(wide)]
    compare_values(submission.softmax, reference.softmax, calls)


@pytest.mark.exercise("softmax")
@pytest.mark.points(1)
@pytest.mark.hint("Work on the whole tensor at once: torch's functions loop over the entries themselves.")
@pytest.mark.manner
def test_softmax_speed(submission):
    """softmax of 200,000 scores is done within the time limit."""
    check_speed(submission.softmax)
