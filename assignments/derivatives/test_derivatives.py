"""Public checks of `derivatives`: you may read them, and `rectify check derivatives.py` runs them."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from autograder.testing import ArrayFunction, Call, Tolerance, check_from_scratch, compare_data, compare_values, sweep

EXACT = Tolerance(1e-12, 1e-12)


def _slope(function):
    """The derivative of one of torch's functions, by autograd."""

    def slope(z, *args, **kwargs):
        z = z.clone().requires_grad_()
        (gradient,) = torch.autograd.grad(function(z, *args, **kwargs).sum(), z)
        return gradient

    return slope


def _elu(z, alpha=1.0):
    return F.elu(z, alpha)


def _leaky_relu(z, alpha=0.01):
    return F.leaky_relu(z, alpha)


FUNCTIONS = {
    "relu_grad": (torch.relu, "How fast does ReLU rise where it passes its input on, and how fast where it blocks it?"),
    "leaky_relu_grad": (
        _leaky_relu,
        "A straight line's slope is what its variable is multiplied by. Here there are two.",
    ),
    "sigmoid_grad": (torch.sigmoid, "Two factors: the sigmoid of z, and what it lacks to 1. At 0 they give a quarter."),
    "tanh_grad": (torch.tanh, "1 less the square of tanh(z): at 0 it is 1, and at both ends it goes to 0."),
    "elu_grad": (_elu, "The exponential is its own derivative; the factor alpha stays, the -1 falls away."),
    "silu_grad": (F.silu, "The product rule: the gate, plus z times the derivative of the gate."),
    "gelu_grad": (
        F.gelu,
        "The product rule: the gate, plus z times the derivative of the gate, which is a bell curve.",
    ),
}


def _each_function(*, hints=False):
    """One check for each of the functions, with hints of their own."""
    return pytest.mark.parametrize(
        "name",
        [
            pytest.param(name, marks=[pytest.mark.exercise(name), *([pytest.mark.hint(hint)] if hints else [])])
            for name, (_function, hint) in FUNCTIONS.items()
        ],
    )


def _inputs(name):
    """Inputs in [-6, 6], without 0 for the functions that have a corner there."""
    z = sweep(-6, 6)
    return z[z != 0] if name in {"relu_grad", "leaky_relu_grad", "elu_grad"} else z


@_each_function()
@pytest.mark.points(1)
@pytest.mark.manner
def test_is_from_scratch(submission, name):
    """The derivative is a formula: autograd takes no part in it."""
    check_from_scratch(submission, name, [Call(_inputs(name).numpy())])


@_each_function(hints=True)
@pytest.mark.points(1)
def test_matches_autograd(submission, name):
    """The derivative is what autograd finds for torch's own function on [-6, 6], to 7 decimals."""
    compare_values(ArrayFunction(getattr(submission, name)), _slope(FUNCTIONS[name][0]), _inputs(name))


@_each_function()
@pytest.mark.points(1)
@pytest.mark.hint("A finite difference, or a rounded constant, comes close and no closer. A formula is exact.")
def test_is_exact(submission, name):
    """The same, to 12 decimals."""
    compare_values(ArrayFunction(getattr(submission, name)), _slope(FUNCTIONS[name][0]), _inputs(name), EXACT)


def forward_of(prelu, alpha, x):
    return prelu(alpha=alpha).forward(x)


def backward_of(prelu, alpha, x, grad_output):
    layer = prelu(alpha=alpha)
    gradient = layer.backward(x, grad_output)
    grad_alpha = layer.grad_alpha
    if isinstance(grad_alpha, np.ndarray) and grad_alpha.size == 1:
        grad_alpha = grad_alpha.item()
    return {"the gradient of `x`": gradient, "`grad_alpha`": grad_alpha}


@pytest.mark.exercise("PReLU")
@pytest.mark.points(2)
@pytest.mark.manner
def test_prelu_is_from_scratch(submission):
    """PReLU is written in NumPy, without torch's own."""
    check_from_scratch(submission, "PReLU", [])
    submission.PReLU.driven(forward_of, name="PReLU(0.5).forward")(0.5, np.array([1.0]))


@pytest.mark.exercise("PReLU")
@pytest.mark.points(2)
@pytest.mark.hint("x itself where it is positive, alpha times x where it is negative.")
def test_prelu_forward(submission):
    """forward gives what F.prelu gives on [-6, 6]."""

    def expected(alpha, x):
        return F.prelu(torch.from_numpy(x), torch.tensor([alpha], dtype=torch.float64))

    forward = submission.PReLU.driven(forward_of, name="forward")
    compare_data(forward, expected, [Call(alpha=alpha, x=sweep(-6, 6).numpy()) for alpha in (0.25, 0.01, 0.5)])


@pytest.mark.exercise("PReLU")
@pytest.mark.points(2)
@pytest.mark.hint("The chain rule: `grad_output` times a derivative, with regard to x for each entry, to alpha in sum.")
def test_prelu_backward_by_hand(submission):
    """backward gives both gradients of a case that is easy to follow by hand."""
    x = np.array([[-2.0, 3.0], [-4.0, 5.0]])
    grad_output = np.array([[1.0, 1.0], [0.5, 2.0]])
    # alpha's: 1 * -2 from the first entry, 0.5 * -4 from the third; the positive entries do not depend on alpha.
    expected = {"the gradient of `x`": np.array([[0.1, 1.0], [0.05, 2.0]]), "`grad_alpha`": -4.0}
    backward = submission.PReLU.driven(backward_of, name="backward")
    compare_data(backward, lambda **_arguments: expected, [Call(alpha=0.1, x=x, grad_output=grad_output)])
