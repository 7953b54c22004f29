"""The public checks of `squashing`: run them with `rectify check squashing.py`."""

import pytest
import torch
import torch.nn.functional as F

from autograder.testing import Call, check_from_scratch, compare_gradients, compare_values, sweep

TABLE = torch.tensor([[1.0, 2.0, 3.0], [0.0, -1.0, 0.25], [0.5, -1.5, 4.0]], dtype=torch.float64)


def torch_softmax(x, dim=-1):
    """torch's own softmax, over the last dimension unless told otherwise, as the exercise asks."""
    return torch.softmax(x, dim)


@pytest.mark.exercise("sigmoid")
@pytest.mark.points(1)
@pytest.mark.manner
def test_sigmoid_from_scratch(submission):
    """sigmoid is written from its formula, not from a ready-made one."""
    check_from_scratch(submission, "sigmoid", [sweep(), torch.ones(2, 3), torch.ones(2, dtype=torch.bfloat16)])


@pytest.mark.exercise("sigmoid")
@pytest.mark.points(1)
@pytest.mark.hint("Work out sigmoid(0) and sigmoid(1) by hand: 1/2 and 1 / (1 + 1/e).")
def test_sigmoid_values(submission):
    """sigmoid returns 1 / (1 + e^-x)."""
    compare_values(submission.sigmoid, torch.sigmoid, sweep())


@pytest.mark.exercise("sigmoid")
@pytest.mark.points(1)
@pytest.mark.hint("The derivative is s (1 - s) with s = sigmoid(x): 1/4 at 0, and smooth there.")
def test_sigmoid_gradients(submission):
    """Autograd finds the slope of sigmoid, 1/4 at zero."""
    compare_gradients(submission.sigmoid, torch.sigmoid, sweep(-5, 5), kinks=())


@pytest.mark.exercise("tanh")
@pytest.mark.points(1)
@pytest.mark.manner
def test_tanh_from_scratch(submission):
    """tanh is written from its formula, not from a ready-made one."""
    check_from_scratch(submission, "tanh", [sweep(), torch.ones(2, 3), torch.ones(2, dtype=torch.bfloat16)])


@pytest.mark.exercise("tanh")
@pytest.mark.points(1)
@pytest.mark.hint("Hold yours against what is known: tanh(0) is 0, tanh(1) is 0.7616, and tanh(-x) is -tanh(x).")
def test_tanh_values(submission):
    """tanh returns (e^x - e^-x) / (e^x + e^-x)."""
    compare_values(submission.tanh, torch.tanh, sweep())


@pytest.mark.exercise("tanh")
@pytest.mark.points(1)
@pytest.mark.hint("The derivative is 1 - t^2 with t = tanh(x): 1 at 0, and smooth there.")
def test_tanh_gradients(submission):
    """Autograd finds the slope of tanh, 1 at zero."""
    compare_gradients(submission.tanh, torch.tanh, sweep(-5, 5), kinks=())


@pytest.mark.exercise("softplus")
@pytest.mark.points(1)
@pytest.mark.manner
def test_softplus_from_scratch(submission):
    """softplus is written from its formula, not from a ready-made one."""
    calls = [Call(sweep()), Call(torch.ones(2, 3), beta=2.0), Call(torch.ones(2, dtype=torch.bfloat16))]
    check_from_scratch(submission, "softplus", calls)


@pytest.mark.exercise("softplus")
@pytest.mark.points(1)
@pytest.mark.hint("`beta` stands in two places of the formula: inside the exponential and under the logarithm.")
def test_softplus_values(submission):
    """softplus returns log(1 + e^(beta x)) / beta, with beta = 1 where none is given."""
    compare_values(submission.softplus, F.softplus, [Call(sweep()), Call(sweep(-10, 10), beta=2.0)])


@pytest.mark.exercise("softplus")
@pytest.mark.points(1)
@pytest.mark.hint("The derivative of softplus is sigmoid(beta x): 1/2 at 0, and smooth there.")
def test_softplus_gradients(submission):
    """Autograd finds the slope of softplus, 1/2 at zero."""
    compare_gradients(submission.softplus, F.softplus, sweep(-5, 5), kinks=())


@pytest.mark.exercise("softmax")
@pytest.mark.points(1)
@pytest.mark.manner
def test_softmax_from_scratch(submission):
    """softmax is written from its formula, not from a ready-made one."""
    calls = [Call(TABLE), Call(torch.ones(2, 3), dim=0), Call(torch.ones(2, dtype=torch.bfloat16))]
    check_from_scratch(submission, "softmax", calls)


@pytest.mark.exercise("softmax")
@pytest.mark.points(1)
@pytest.mark.hint("Sum your answer along `dim`: every sum must be 1.")
def test_softmax_values(submission):
    """softmax returns weights that sum to 1 along the last dimension, or the one that is asked for."""
    compare_values(submission.softmax, torch_softmax, [Call(TABLE[0]), Call(TABLE, 1), Call(TABLE, dim=0)])


@pytest.mark.exercise("softmax")
@pytest.mark.points(1)
@pytest.mark.hint(
    "Every score takes part in the sum below the fraction, so each one moves all the weights along `dim`."
)
def test_softmax_gradients(submission):
    """Autograd finds how each weight moves with each score."""
    compare_gradients(submission.softmax, torch_softmax, [Call(TABLE[0]), Call(TABLE, dim=1)], kinks=(), weighted=True)
