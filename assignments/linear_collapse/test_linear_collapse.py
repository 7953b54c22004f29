"""Public checks of linear collapse: run them with `rectify check linear_collapse.py`."""

import pytest
import torch
from torch import nn

from autograder.testing import Call, Tolerance, compare_data, require


@pytest.mark.exercise("collapse")
@pytest.mark.points(3)
@pytest.mark.hint("W2 (W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2).")
def test_two_layers(submission):
    """collapse multiplies the weights in the right order and carries the biases through."""
    first, second = torch.tensor([[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]]), torch.tensor([[1.0, 0.0, 2.0]])
    biases = [torch.tensor([1.0, 2.0, 3.0]), torch.tensor([0.5])]
    wanted = lambda *_args: [torch.tensor([[7.0, 0.0]]), torch.tensor([7.5])]  # noqa: E731
    compare_data(submission.collapse, wanted, Call([first, second], biases))


@pytest.mark.exercise("is_affine")
@pytest.mark.points(2)
@pytest.mark.hint("Whatever an affine function does to two points, it does to the point half way between them.")
def test_a_stack_of_linear_layers(submission):
    """is_affine says True of stacked linear layers and False as soon as one activation is between them."""
    torch.manual_seed(0)
    linear = nn.Sequential(nn.Linear(3, 8), nn.Linear(8, 8), nn.Linear(8, 2)).double()
    bent = nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 2)).double()
    wanted = lambda network, _n: not any(isinstance(layer, nn.ReLU) for layer in network)  # noqa: E731
    compare_data(submission.is_affine, wanted, [Call(linear, 3), Call(bent, 3)])


def fitted(fit_sine, activation, x):
    predict, mse = fit_sine(activation)
    return {"predict(x)": predict(x).detach(), "mse": float(mse)}


@pytest.mark.exercise("fit_sine")
@pytest.mark.points(2)
@pytest.mark.hint(
    "Train longer, or with Adam and a learning rate of about 0.01; put the activation after each hidden layer."
)
def test_tanh_learns_the_sine(submission):
    """fit_sine comes below 0.02 with tanh, and mse is what predict really makes of the data."""
    x = torch.linspace(-torch.pi, torch.pi, 200)[:, None]
    found = submission.fit_sine.driven(fitted, "fit_sine")("tanh", x)
    predicted = found["predict(x)"]
    shape = tuple(predicted.shape) if isinstance(predicted, torch.Tensor) else type(predicted).__name__
    require(
        shape == (200, 1),
        "predict must return a tensor of shape (N, 1) for one of shape (N, 1).",
        call='fit_sine("tanh")[0](x)',
        returned=f"shape {shape}",
        expected="shape (200, 1)",
    )
    error = ((predicted - torch.sin(x)) ** 2).mean().item()
    require(
        error < 0.02,
        f"With tanh the mean squared error must come below 0.02, and it is {error:.3g}.",
        call='fit_sine("tanh")',
        returned=error,
        expected="< 0.02",
    )
    require(
        abs(found["mse"] - error) < 1e-4 + 0.01 * error,
        f"mse, {found['mse']:.4g}, is not the mean squared error of predict on the 200 points, {error:.4g}.",
        call='fit_sine("tanh")[1]',
        returned=found["mse"],
        expected=error,
    )
