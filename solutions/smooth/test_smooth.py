"""Hidden checks of `smooth`."""

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


def _unforeseen(rng):
    """200 inputs in [-30, 30] that nobody could know beforehand, and 200 more where the functions bend."""
    wide = 60 * torch.rand(200, dtype=torch.float64, generator=rng) - 30
    near = 10 * torch.rand(200, dtype=torch.float64, generator=rng) - 5
    return Call(torch.cat([wide, near]))


def three_times(function, x):
    """What a layer behind the function makes of its answer: gradients come back three times as large."""
    return 3 * function(x)


def _compare_gradients(submission, reference, rng, name, kinks=()):
    """The gradients are right, also where a layer behind the function hands back another gradient than 1."""
    ours, theirs = getattr(submission, name), getattr(reference, name)
    compare_gradients(ours, theirs, [Call(sweep()), _unforeseen(rng)], kinks)
    compare_gradients(ours.driven(three_times, name=f"3 * {name}"), partial(three_times, theirs), sweep(), kinks)


EVERY_EXERCISE = pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.exercise(name))
        for name in ("silu", "gelu", "gelu_tanh", "mish", "hardswish")
    ],
)


@EVERY_EXERCISE
@pytest.mark.points(1)
def test_values_far_and_near(submission, reference, rng, name):
    """The values are right on the whole of [-30, 30], at inputs drawn for this grading too."""
    compare_values(getattr(submission, name), getattr(reference, name), [Call(sweep()), _unforeseen(rng)])


@pytest.mark.exercise("silu")
@pytest.mark.points(2)
@pytest.mark.hint("silu has no kink: its gradient at 0 is 0.5, half the slope of the input.")
def test_silu_gradient(submission, reference, rng):
    """silu's gradient is right everywhere, at 0 too."""
    _compare_gradients(submission, reference, rng, "silu")


@pytest.mark.exercise("gelu")
@pytest.mark.points(2)
@pytest.mark.hint("gelu has no kink: its gradient at 0 is 0.5. Only torch operations carry a gradient.")
def test_gelu_gradient(submission, reference, rng):
    """gelu's gradient is right everywhere, at 0 too."""
    _compare_gradients(submission, reference, rng, "gelu")


@pytest.mark.exercise("gelu_tanh")
@pytest.mark.points(2)
@pytest.mark.hint("Both the factor x and the x inside tanh take part; at -30 the cubic is in the thousands.")
def test_gelu_tanh_gradient(submission, reference, rng):
    """gelu_tanh's gradient is right everywhere, at 0 too."""
    _compare_gradients(submission, reference, rng, "gelu_tanh")


@pytest.mark.exercise("mish")
@pytest.mark.points(2)
@pytest.mark.hint("mish has no kink: its gradient at 0 is 0.6.")
def test_mish_gradient(submission, reference, rng):
    """mish's gradient is right everywhere, at 0 too."""
    _compare_gradients(submission, reference, rng, "mish")


@pytest.mark.exercise("hardswish")
@pytest.mark.points(2)
@pytest.mark.hint("The slope is 0 below -3, (2x + 3) / 6 between, and 1 above 3; at -3 and 3 themselves any is taken.")
def test_hardswish_gradient(submission, reference, rng):
    """hardswish's gradient is right everywhere but at -3 and 3, where it is not asked."""
    _compare_gradients(submission, reference, rng, "hardswish", kinks=(-3.0, 3.0))


@EVERY_EXERCISE
@pytest.mark.points(1)
@pytest.mark.manner
def test_any_shape(submission, reference, name):
    """A number, an empty tensor and any layout come back in their own shape, and the input keeps its values."""
    check_purity(getattr(submission, name))
    check_shapes(getattr(submission, name), getattr(reference, name))


@EVERY_EXERCISE
@pytest.mark.points(1)
@pytest.mark.hint(
    "Where the values are right: a plain number such as 0.5 never changes a dtype; `.float()` and new tensors do."
)
def test_any_dtype(submission, reference, name):
    """float32, float64 and bfloat16 come back as they went in."""
    check_dtypes(getattr(submission, name), getattr(reference, name))


@EVERY_EXERCISE
@pytest.mark.points(1)
@pytest.mark.hint("Far right the answer is the input, far left 0. Let no large number into `exp`, where there is one.")
def test_extreme_inputs(submission, reference, name):
    """At inputs as large as 10000 the values are at their limits and the gradients finite."""
    check_extremes(getattr(submission, name), getattr(reference, name))


@EVERY_EXERCISE
@pytest.mark.points(1)
@pytest.mark.hint("Work on the whole tensor at once; a Python loop over its entries takes a thousand times longer.")
@pytest.mark.manner
def test_large_input(submission, name):
    """200,000 entries are done within the time limit."""
    check_speed(getattr(submission, name))
