"""Public checks of `backprop`: you may read them, and `rectify check backprop.py` runs them."""

import math
from itertools import pairwise

import numpy as np
import pytest
import torch

from autograder.testing import Call, Tolerance, check_from_scratch, compare_data, require

ACTIVATIONS = {"tanh": torch.tanh, "sigmoid": torch.sigmoid, "relu": torch.relu}

WEIGHTS = {
    "W1": np.array([[1.0, -0.5, 0.8, -1.2], [0.5, 1.5, -0.7, -0.3]]),
    "b1": np.array([0.1, -0.2, 0.3, 0.4]),
    "W2": np.array([[0.7], [-1.1], [0.4], [0.9]]),
    "b2": np.array([-0.3]),
}
INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
TARGETS = np.array([[0.0], [1.0], [1.0], [0.0]])


def _layers(params, inputs, activation):
    """What every step of the network gives, as torch tensors: `params` holds tensors or arrays."""
    w1, b1, w2, b2 = (torch.as_tensor(params[name]) for name in ("W1", "b1", "W2", "b2"))
    inputs = torch.as_tensor(inputs)
    z1 = torch.addmm(b1, inputs, w1)
    a1 = ACTIVATIONS[activation](z1)
    z2 = torch.addmm(b2, a1, w2)
    return {"activation": activation, "X": inputs, "Z1": z1, "A1": a1, "Z2": z2, "A2": torch.sigmoid(z2)}


def _cache(activation):
    """What forward returns beside the output, computed here."""
    layers = _layers(WEIGHTS, INPUTS, activation)
    return {name: value.numpy() if isinstance(value, torch.Tensor) else value for name, value in layers.items()}


def _gradients(params, cache, y):
    """What autograd finds for the same network."""
    weights = {name: torch.tensor(value, requires_grad=True) for name, value in params.items()}
    output = _layers(weights, cache["X"], cache["activation"])["A2"]
    torch.nn.functional.mse_loss(output, torch.as_tensor(y)).backward()
    return {name: weight.grad for name, weight in weights.items()}


def output_of(forward, *arguments):
    result = forward(*arguments)
    return result[0] if isinstance(result, (tuple, list)) and len(result) == 2 else result


def losses_of(train, *arguments):
    found = train(*arguments)
    if not hasattr(found, "__len__"):
        return found
    return [np.asarray(loss).item() if np.size(loss) == 1 else loss for loss in found]


def _losses(submission, *arguments):
    """The losses of one training run, one number for each epoch."""
    found = submission.train.driven(losses_of)(*arguments)
    call = Call(*arguments).text("train")
    epochs = arguments[1]
    is_list = isinstance(found, list | tuple) and all(isinstance(loss, int | float) for loss in found)
    require(
        is_list and len(found) == epochs,
        f"`{call}` must return a list of {epochs} numbers: the loss of every epoch.",
        call=call,
        returned=f"{len(found)} numbers" if is_list else found,
        expected=f"a list of {epochs} losses",
    )
    return found


@pytest.mark.exercise("forward")
@pytest.mark.points(1)
@pytest.mark.manner
def test_forward_is_from_scratch(submission):
    """forward is written in NumPy."""
    check_from_scratch(submission, "forward", [Call(WEIGHTS, INPUTS)], driver=output_of)


@pytest.mark.exercise("forward")
@pytest.mark.points(2)
@pytest.mark.hint(
    "Two steps for each layer: multiply and add the bias, then the activation. The last one is a sigmoid."
)
def test_forward_output(submission):
    """The output on the four points of XOR is right, with tanh in the hidden layer."""
    wanted = _layers(WEIGHTS, INPUTS, "tanh")["A2"]
    compare_data(submission.forward.driven(output_of), lambda *_arguments: wanted, [Call(WEIGHTS, INPUTS, "tanh")])


@pytest.mark.exercise("backward")
@pytest.mark.points(2)
@pytest.mark.manner
def test_backward_is_from_scratch(submission):
    """backward is the chain rule: autograd takes no part in it."""
    check_from_scratch(submission, "backward", [Call(WEIGHTS, _cache("tanh"), TARGETS)])


@pytest.mark.exercise("backward")
@pytest.mark.points(4)
@pytest.mark.hint(
    "Go back step by step: the loss, the output's sigmoid, the second layer, the activation, the first layer."
)
def test_backward_matches_autograd(submission):
    """With tanh in the hidden layer the gradients are those that autograd finds."""
    compare_data(submission.backward, _gradients, [Call(WEIGHTS, _cache("tanh"), TARGETS)])


@pytest.mark.exercise("train")
@pytest.mark.points(2)
@pytest.mark.manner
def test_train_is_from_scratch(submission):
    """train moves the weights itself: no autograd, and no model that trains itself."""
    check_from_scratch(submission, "train", [Call("tanh", 3, 0.5, 0)])


@pytest.mark.exercise("train")
@pytest.mark.points(2)
@pytest.mark.hint(
    "rng = np.random.default_rng(seed), W1 and then W2 by rng.standard_normal, biases of 0; losses before steps."
)
def test_train_starts(submission):
    """train starts from the weights that belong to the seed, as in the docstring's example."""
    wanted = [0.24004, 0.23541, 0.23232]
    train = submission.train.driven(losses_of)
    compare_data(train, lambda *_arguments: wanted, [Call("tanh", 3, 2.0, 1)], Tolerance(1e-4, 1e-4))


@pytest.mark.exercise("train")
@pytest.mark.points(2)
@pytest.mark.hint("Each step goes against the gradient: every array less learning_rate times its gradient.")
def test_train_falls(submission):
    """train returns the loss of each epoch, and at a learning rate of 0.5 each is lower than the one before."""
    arguments = ("tanh", 40, 0.5, 3)
    losses = _losses(submission, *arguments)
    call = Call(*arguments).text("train")
    require(all(map(math.isfinite, losses)), f"`{call}` returned a loss that is not finite.", call=call)
    for epoch, (one, other) in enumerate(pairwise(losses)):
        require(
            other < one,
            f"In `{call}` the loss does not fall: entry {epoch} is {one:.6g}, the next one {other:.6g}.",
            call=f"{call}[{epoch + 1}]",
            returned=other,
            expected=f"less than {one:.6g}",
        )


@pytest.mark.exercise("epochs_to")
@pytest.mark.points(3)
@pytest.mark.hint("The first entry is the loss after 0 epochs; None is the answer where no loss is low enough.")
def test_epochs_to_by_hand(submission):
    """The first loss at or below the threshold is found, and None where there is none."""
    found = {0.25: 1, 0.2: 2, 0.11: 3, 0.05: None}
    calls = [Call([0.3, 0.25, 0.2, 0.1], threshold) for threshold in found]
    compare_data(submission.epochs_to, lambda _losses, threshold: found[threshold], calls)
