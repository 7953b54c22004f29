"""Hidden checks of `backprop`."""

import numpy as np
import pytest
import torch

from autograder.testing import Call, Tolerance, compare_data, require

ACTIVATIONS = {"tanh": torch.tanh, "sigmoid": torch.sigmoid, "relu": torch.relu}
SHAPES = {"W1": (2, 4), "b1": (4,), "W2": (4, 1), "b2": (1,)}


def _params(rng):
    """Weights and biases that nobody could know beforehand."""
    return {name: torch.randn(shape, dtype=torch.float64, generator=rng).numpy() for name, shape in SHAPES.items()}


def _inputs(rng, count):
    return 2 * torch.randn(count, 2, dtype=torch.float64, generator=rng).numpy()


def _layers(params, inputs, activation):
    """What every step of the network gives, as torch tensors."""
    w1, b1, w2, b2 = (torch.as_tensor(params[name]) for name in SHAPES)
    inputs = torch.as_tensor(inputs)
    z1 = torch.addmm(b1, inputs, w1)
    a1 = ACTIVATIONS[activation](z1)
    z2 = torch.addmm(b2, a1, w2)
    return {"activation": activation, "X": inputs, "Z1": z1, "A1": a1, "Z2": z2, "A2": torch.sigmoid(z2)}


def _output(params, inputs, activation="tanh"):
    return _layers(params, inputs, activation)["A2"]


def _gradients(params, cache, y):
    """The gradients that autograd finds, here, where no submission is."""
    weights = {name: torch.tensor(value, requires_grad=True) for name, value in params.items()}
    ((_output(weights, cache["X"], cache["activation"]) - torch.as_tensor(y)) ** 2).mean().backward()
    return {name: weight.grad for name, weight in weights.items()}


def _forward_calls(rng, *counts):
    return [Call(_params(rng), _inputs(rng, count), name) for count in counts for name in ACTIVATIONS]


def _backward_call(rng, activation, count, stretch=1):
    """``stretch``: how much larger the inputs are, and how much smaller W1."""
    params, inputs = _params(rng), stretch * _inputs(rng, count)
    params["W1"] /= stretch
    layers = _layers(params, inputs, activation)
    cache = {name: value.numpy() if isinstance(value, torch.Tensor) else value for name, value in layers.items()}
    return Call(params, cache, torch.rand(count, 1, dtype=torch.float64, generator=rng).round().numpy())


def _only(*names):
    return lambda *arguments: {name: value for name, value in _gradients(*arguments).items() if name in names}


def output_of(forward, *arguments):
    result = forward(*arguments)
    return result[0] if isinstance(result, (tuple, list)) and len(result) == 2 else result


def cache_of(forward, params, inputs, activation):
    names = ("X", "Z1", "A1", "Z2", "A2", "activation")
    result = forward(params, inputs, activation=activation)
    is_pair = isinstance(result, (tuple, list)) and len(result) == 2 and isinstance(result[1], dict)
    return {f"the cache's `{name}`": result[1][name] for name in names if name in result[1]} if is_pair else result


def arguments_after(function, *arguments):
    function(*arguments)
    return {f"argument {number}": argument for number, argument in enumerate(arguments, 1)}


def output_gradients(backward, *arguments):
    found = backward(*arguments)
    has_both = isinstance(found, dict) and {"W2", "b2"} <= set(found)
    return {"W2": found["W2"], "b2": found["b2"]} if has_both else found


def hidden_gradients(backward, *arguments):
    found = backward(*arguments)
    has_both = isinstance(found, dict) and {"W1", "b1"} <= set(found)
    return {"W1": found["W1"], "b1": found["b1"]} if has_both else found


def losses_of(train, *arguments):
    found = train(*arguments)
    return [np.asarray(loss).item() for loss in found] if hasattr(found, "__len__") else found


def losses_again(train, *arguments):
    train(*arguments)
    return [np.asarray(loss).item() for loss in train(*arguments)]


def last_losses(train, activation, epochs, learning_rate, seeds):
    """Of seed after seed, until one of them is below 0.05."""
    found = [1.0]
    for seed in range(seeds):
        if min(found) >= 0.05:
            found.append(float(np.asarray(train(activation, epochs, learning_rate, seed)[-1]).item()))
    return found


def epochs_and_losses(epochs_to, losses, threshold):
    return {"the answer": epochs_to(losses, threshold), "the list afterwards": losses}


def _expect_unchanged(function, calls):
    wanted = lambda *arguments: {f"argument {number}": value for number, value in enumerate(arguments, 1)}  # noqa: E731
    compare_data(function.driven(arguments_after, name=f"after {function.name}"), wanted, calls)


def _compare_losses(submission, reference, calls):
    """The losses of each run must be the reference's, in every epoch."""
    compare_data(submission.train.driven(losses_of), reference.train, calls, Tolerance(1e-6, 1e-9))


@pytest.mark.exercise("forward")
@pytest.mark.points(2)
@pytest.mark.hint("The name decides on the hidden layer alone; the output has the sigmoid every time.")
def test_forward_any_activation(submission, rng):
    """The output is right with each activation, for batches of any size, and with tanh where none is named."""
    by_default = Call(_params(rng), _inputs(rng, 3))
    compare_data(submission.forward.driven(output_of), _output, [*_forward_calls(rng, 4, 1, 7), by_default])


@pytest.mark.exercise("forward")
@pytest.mark.points(3)
@pytest.mark.hint("Z is what goes into an activation, A what comes out; every array keeps its two dimensions.")
def test_forward_cache(submission, rng):
    """The cache holds X, Z1, A1, Z2 and A2 in their shapes, and the activation's name."""

    def expected(*arguments):
        return {f"the cache's `{name}`": value for name, value in _layers(*arguments).items()}

    compare_data(submission.forward.driven(cache_of), expected, _forward_calls(rng, 4, 1, 6))


@pytest.mark.exercise("forward")
@pytest.mark.points(1)
@pytest.mark.hint("exp(1000) is inf, and inf / inf is nan: let inf stand in a denominator alone.")
def test_forward_far_out(submission):
    """Where Z1 or Z2 is 1000 or -1000 the output is at its limit."""
    wide = {"W1": np.ones((2, 4)), "b1": np.zeros(4), "W2": np.full((4, 1), 250.0), "b2": np.array([-500.0])}
    far = np.array([[500.0, 500.0], [-500.0, -500.0], [1.0, -1.0], [0.5, 0.5]])
    compare_data(submission.forward.driven(output_of), _output, [Call(wide, far, name) for name in ACTIVATIONS])


@pytest.mark.exercise("forward")
@pytest.mark.points(1)
@pytest.mark.manner
def test_forward_arguments_unchanged(submission, rng):
    """X and params hold the same values after the call."""
    _expect_unchanged(submission.forward, [Call(_params(rng), _inputs(rng, 4), "relu")])


@pytest.mark.exercise("backward")
@pytest.mark.points(4)
@pytest.mark.hint("2 (A2 - y) / n from the loss, times A2 (1 - A2) from the output's sigmoid: both belong to it.")
def test_backward_output_layer(submission, rng):
    """The gradients of W2 and b2 are those that autograd finds, with each activation."""
    calls = [_backward_call(rng, name, 4) for name in ACTIVATIONS]
    compare_data(submission.backward.driven(output_gradients), _only("W2", "b2"), calls)


@pytest.mark.exercise("backward")
@pytest.mark.points(6)
@pytest.mark.hint("Through W2 the gradient reaches A1; the activation's derivative, at Z1, takes it to Z1.")
def test_backward_hidden_layer(submission, rng):
    """The gradients of W1 and b1 are those that autograd finds, with each activation."""
    calls = [_backward_call(rng, name, 4) for name in ACTIVATIONS]
    compare_data(submission.backward.driven(hidden_gradients), _only("W1", "b1"), calls)


@pytest.mark.exercise("backward")
@pytest.mark.points(2)
@pytest.mark.hint("The loss is a mean over the batch: one factor 1 / n, whatever n is. Nothing is clipped.")
def test_backward_any_batch(submission, rng):
    """The gradients are right for batches of any size, of one point too, and where they are large."""
    calls = [_backward_call(rng, name, count) for name in ACTIVATIONS for count in (1, 2, 7, 32)]
    calls += [_backward_call(rng, name, 4, stretch=40) for name in ACTIVATIONS]
    compare_data(submission.backward, _gradients, calls)


@pytest.mark.exercise("backward")
@pytest.mark.points(1)
@pytest.mark.hint("A finite difference comes close and no closer. The chain rule is exact.")
def test_backward_exact(submission, rng):
    """The gradients are right to 12 decimals."""
    calls = [_backward_call(rng, name, count) for name in ACTIVATIONS for count in (4, 5)]
    compare_data(submission.backward, _gradients, calls, Tolerance(1e-12, 1e-13))


@pytest.mark.exercise("backward")
@pytest.mark.points(1)
@pytest.mark.manner
def test_backward_arguments_unchanged(submission, rng):
    """params, cache and y hold the same values after the call."""
    _expect_unchanged(submission.backward, [_backward_call(rng, name, 4) for name in ACTIVATIONS])


@pytest.mark.exercise("train")
@pytest.mark.points(4)
@pytest.mark.hint("W1 is drawn first, then W2; biases of 0; the mean over four points of (A2 - y)**2.")
def test_train_first_loss(submission, reference):
    """The first loss is that of the starting weights which belong to the seed, with each activation."""
    _compare_losses(submission, reference, [Call(name, 1, 0.1, seed) for seed in (2, 5, 8) for name in ACTIVATIONS])


@pytest.mark.exercise("train")
@pytest.mark.points(2)
@pytest.mark.hint("Note the loss first and take the step after it. Each step is learning_rate times the gradient.")
def test_train_learning_rate(submission, reference):
    """At a rate of 0 the loss stays; at any other, the first step is the rate times the gradient."""
    _compare_losses(submission, reference, [Call("tanh", 2, rate, 4) for rate in (0.0, 0.1, 1.0, 3.0)])


@pytest.mark.exercise("train")
@pytest.mark.points(2)
@pytest.mark.hint("`np.random.default_rng(seed)`, made anew in each call, gives the same numbers for the same seed.")
def test_train_seed(submission):
    """A second call with the same seed gives the same losses again, and another seed others."""
    calls = [Call("sigmoid", 5, 0.5, seed) for seed in (0, 1, 2, 8)]
    runs = {call.args[-1]: submission.train.driven(losses_of)(*call.args) for call in calls}
    again = submission.train.driven(losses_again, name="the second time, train")
    compare_data(again, lambda *arguments: runs[arguments[-1]], calls, Tolerance(1e-12, 1e-12))
    different = len({str(losses) for losses in runs.values()})
    require(different == 4, f"The seeds 0, 1, 2, 8 give {different} different lists: another seed, other weights.")


@pytest.mark.exercise("train")
@pytest.mark.points(2)
@pytest.mark.hint("One step an epoch: all four arrays at once, by the gradient over all four points.")
@pytest.mark.parametrize(("activation", "rates"), [("tanh", (0.5, 2.0, 8.0)), ("sigmoid", (0.5, 4.0, 10.0))])
def test_train_steps(submission, reference, activation, rates):
    """Every epoch's loss is that of plain gradient descent, where it falls, where it rises and where it has learned."""
    epochs = dict(zip(rates, (60, 500, 60), strict=True))
    calls = [Call(activation, epochs[rate], rate, seed) for rate in rates for seed in (1, 2)]
    _compare_losses(submission, reference, calls)


@pytest.mark.exercise("train")
@pytest.mark.points(2)
@pytest.mark.hint("All four arrays have to move, and ReLU's slope is 1 where Z1 is above 0.")
def test_train_relu_learns(submission):
    """With ReLU, 500 epochs and a learning rate of 1.0 XOR is learned, from one of twenty starts at least."""
    # What ReLU's slope is at 0 is free, and at the first step every Z1 of the point (0, 0) is 0: so no exact losses.
    found = submission.train.driven(last_losses, name="the last losses of train")("relu", 500, 1.0, 20)
    require(
        min(found) < 0.05,
        f"With seeds from 0 to 19 `train('relu', 500, 1.0, seed)` never learned XOR. The lowest last loss is "
        f"{min(found):.3g}; below 0.05 all four points are on the right side.",
        call="train('relu', 500, 1.0, seed)[-1]",
        returned=f"{min(found):.3g} at best",
        expected="less than 0.05",
    )


def _expect_epochs(submission, cases):
    answers = iter([answer for *_arguments, answer in cases])
    calls = [Call(*arguments) for *arguments, _answer in cases]
    compare_data(submission.epochs_to, lambda *_arguments: next(answers), calls)


@pytest.mark.exercise("epochs_to")
@pytest.mark.points(2)
@pytest.mark.hint("A loss that is exactly the threshold has reached it; the first is the loss after 0 epochs.")
def test_epochs_to_at_or_below(submission):
    """A loss at the threshold counts, and so does a first loss that is low already."""
    falling = [0.5, 0.25, 0.125]
    cases = [(falling, 0.25, 1), (falling, 0.125, 2), (falling, 0.5, 0), ([0.01, 0.5], 0.05, 0), (falling, 0.2, 2)]
    _expect_epochs(submission, [*cases, ([0.5, 0.2001, 0.1], 0.2, 2)])


@pytest.mark.exercise("epochs_to")
@pytest.mark.points(3)
@pytest.mark.hint("The first time counts: neither the lowest loss nor the last, and not how many are above.")
def test_epochs_to_first_time(submission):
    """Where the loss rises again, the first time counts; the list stays as it was."""
    cases = [
        ([0.5, 0.2, 0.4, 0.1, 0.3], 0.25, 1),
        ([0.5, 0.4, 0.2, 0.6, 0.2, 0.1], 0.2, 2),
        ([0.9, 0.8, 0.3, 0.7, 0.2, 0.9], 0.35, 2),
    ]
    _expect_epochs(submission, [*cases, ([0.5, 0.6, 0.7, 0.1], 0.3, 3), ([0.5, 0.1, 0.4, 0.2, 0.3], 0.25, 1)])
    wanted = {"the answer": 1, "the list afterwards": [0.5, 0.2, 0.4]}
    compare_data(submission.epochs_to.driven(epochs_and_losses), lambda *_given: wanted, Call([0.5, 0.2, 0.4], 0.25))


@pytest.mark.exercise("epochs_to")
@pytest.mark.points(2)
@pytest.mark.hint("Return None where no loss is low enough: any number would be a number of epochs.")
def test_epochs_to_never(submission):
    """Where no loss is low enough the answer is None."""
    _expect_epochs(submission, [([0.5, 0.4, 0.3], 0.25, None), ([0.1], 0.05, None), ([0.3, 0.2, 0.3], 0.1, None)])
