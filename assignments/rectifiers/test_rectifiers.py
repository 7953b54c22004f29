"""Public checks of the rectifiers: run them with `rectify check rectifiers.py`."""

import pytest
import torch
import torch.nn.functional as F

from autograder.testing import Call, check_from_scratch, compare_gradients, compare_values, require, sweep


@pytest.mark.exercise("relu")
@pytest.mark.points(1)
@pytest.mark.manner
def test_relu_from_scratch(submission):
    """relu is written from scratch."""
    check_from_scratch(submission, "relu", sweep(-3, 3))


@pytest.mark.exercise("relu")
@pytest.mark.points(1)
@pytest.mark.hint("Positive entries stay what they are, all others become 0.")
def test_relu_values(submission):
    """relu passes positive inputs and gives 0 for the rest."""
    compare_values(submission.relu, torch.relu, [sweep(), torch.tensor([[-2.0, 0.0], [3.0, -4.0]])])


@pytest.mark.exercise("relu")
@pytest.mark.points(1)
def test_relu_gradients(submission):
    """relu has gradient 1 where its input is positive and 0 where it is negative."""
    compare_gradients(submission.relu, torch.relu, sweep())


@pytest.mark.exercise("leaky_relu")
@pytest.mark.points(1)
@pytest.mark.manner
def test_leaky_relu_from_scratch(submission):
    """leaky_relu is written from scratch."""
    check_from_scratch(submission, "leaky_relu", sweep(-3, 3))


@pytest.mark.exercise("leaky_relu")
@pytest.mark.points(1)
@pytest.mark.hint("Positive entries stay what they are; without a second argument all others are multiplied by 0.01.")
def test_leaky_relu_default(submission):
    """leaky_relu scales negative inputs by 0.01 if it is told nothing else."""
    compare_values(submission.leaky_relu, F.leaky_relu, sweep())


@pytest.mark.exercise("leaky_relu")
@pytest.mark.points(1)
@pytest.mark.hint("Multiply negative entries by the argument negative_slope, whatever it is.")
def test_leaky_relu_slopes(submission):
    """leaky_relu scales negative inputs by the slope that it is given, by position or by name."""
    compare_values(submission.leaky_relu, F.leaky_relu, [Call(sweep(), 0.2), Call(sweep(), negative_slope=0.5)])


@pytest.mark.exercise("prelu")
@pytest.mark.points(1)
@pytest.mark.manner
def test_prelu_from_scratch(submission):
    """prelu is written from scratch."""
    weight = torch.tensor([0.25, 0.5, 0.75], dtype=torch.float64)
    check_from_scratch(submission, "prelu", Call(sweep(-3, 3)[:24].reshape(8, 3), weight))


@pytest.mark.exercise("prelu")
@pytest.mark.points(1)
@pytest.mark.hint("A weight of one number serves every entry of x, and x keeps its shape, even the shape of a number.")
def test_prelu_one_weight(submission):
    """prelu scales all negative inputs by the weight where there is only one, whatever the shape of x."""
    weight = torch.tensor([0.25], dtype=torch.float64)
    inputs = [sweep(), sweep()[:24].reshape(2, 3, 4), torch.tensor(-2.0, dtype=torch.float64)]
    compare_values(submission.prelu, F.prelu, [Call(x, weight) for x in inputs])


@pytest.mark.exercise("prelu")
@pytest.mark.points(1)
@pytest.mark.hint("Shape the weight so that its numbers lie along dimension 1 of x and are repeated along the others.")
def test_prelu_channels(submission):
    """prelu scales the negative inputs of channel x[:, c] by weight[c]."""
    weight = torch.tensor([0.1, 0.5, 0.9], dtype=torch.float64)
    inputs = [sweep()[:24].reshape(8, 3), sweep()[:24].reshape(2, 3, 4)]
    compare_values(submission.prelu, F.prelu, [Call(x, weight) for x in inputs])


@pytest.mark.exercise("rrelu")
@pytest.mark.points(1)
@pytest.mark.manner
def test_rrelu_from_scratch(submission):
    """rrelu is written from scratch, in training and out of it."""
    check_from_scratch(submission, "rrelu", [Call(sweep(-3, 3)), Call(sweep(-3, 3), training=True)])


@pytest.mark.exercise("rrelu")
@pytest.mark.points(1)
@pytest.mark.hint("Without training=True nothing is random: the slope is the mean of lower and upper.")
def test_rrelu_evaluation(submission):
    """rrelu scales negative inputs by the mean of lower and upper outside training."""
    compare_values(submission.rrelu, F.rrelu, [Call(sweep()), Call(sweep(), 0.25, 0.75)])


@pytest.mark.exercise("rrelu")
@pytest.mark.points(1)
@pytest.mark.hint("In training, positive entries still pass unchanged, and slopes run from lower to upper.")
def test_rrelu_training(submission):
    """rrelu in training passes positive inputs and scales each negative one by a slope from lower to upper."""
    x = torch.cat([torch.linspace(-4, -1, 500), torch.linspace(1, 4, 500)])
    y = submission.rrelu(x, 0.25, 0.75, training=True)
    require(isinstance(y, torch.Tensor) and y.shape == x.shape, "rrelu must return a tensor of the shape of x.")
    require(
        torch.equal(y[500:].to(x.dtype), x[500:]), "In training too, positive inputs must pass through rrelu unchanged."
    )
    slopes = y[:500] / x[:500]
    inside = (slopes > 0.25 - 1e-4) & (slopes < 0.75 + 1e-4)
    require(
        inside.all(),
        "A slope of rrelu in training lies outside of lower and upper.",
        call="rrelu(x, 0.25, 0.75, training=True) / x, for negative x",
        returned=f"slopes from {slopes.min():.4f} to {slopes.max():.4f}",
        expected="slopes between 0.25 and 0.75",
    )
    require(slopes.max() - slopes.min() > 0.25, "In training, the slopes of rrelu must differ from entry to entry.")


@pytest.mark.exercise("elu")
@pytest.mark.points(1)
@pytest.mark.manner
def test_elu_from_scratch(submission):
    """elu is written from scratch."""
    check_from_scratch(submission, "elu", sweep(-3, 3))


@pytest.mark.exercise("elu")
@pytest.mark.points(1)
@pytest.mark.hint("Positive entries stay what they are, all others become exp(x) - 1.")
def test_elu_default(submission):
    """elu gives exp(x) - 1 for negative inputs if it is told nothing else."""
    compare_values(submission.elu, F.elu, sweep())


@pytest.mark.exercise("elu")
@pytest.mark.points(1)
@pytest.mark.hint("alpha multiplies exp(x) - 1 as a whole, and nothing else.")
def test_elu_alpha(submission):
    """elu gives alpha * (exp(x) - 1) for negative inputs, with any alpha."""
    compare_values(submission.elu, F.elu, [Call(sweep(), 0.5), Call(sweep(), alpha=2.0)])


@pytest.mark.exercise("selu")
@pytest.mark.points(1)
@pytest.mark.manner
def test_selu_from_scratch(submission):
    """selu is written from scratch."""
    check_from_scratch(submission, "selu", sweep(-3, 3))


@pytest.mark.exercise("selu")
@pytest.mark.points(1)
@pytest.mark.hint("scale multiplies both sides; alpha multiplies exp(x) - 1 on the negative side only.")
def test_selu_values(submission):
    """selu is scale times ELU with the alpha that the task gives."""
    compare_values(submission.selu, torch.selu, [sweep(), torch.tensor([[-2.0, 0.0], [3.0, -4.0]])])


@pytest.mark.exercise("selu")
@pytest.mark.points(1)
def test_selu_gradients(submission):
    """selu has gradient scale where its input is positive and scale * alpha * exp(x) where it is negative."""
    compare_gradients(submission.selu, torch.selu, sweep())
