"""Hidden checks of output heads."""

from functools import partial

import pytest
import torch
from torch import nn

from autograder.testing import Call, Tolerance, compare_data, compare_values

GRADIENTS = Tolerance(1e-6, 1e-7)
FAR = Tolerance(1e-4, 1e-4)
ONE_NUMBER = ("BinaryClassifier", "Regressor", "PositiveRegressor", "BoundedRegressor")
HEADS = ("BinaryClassifier", "MultiClassifier", "MultiLabelClassifier", *ONE_NUMBER[1:])
PREDICT_HINTS = {
    "BinaryClassifier": "A probability: the sigmoid of the raw output, also for a single row.",
    "MultiClassifier": "Each row has to add up to 1: the softmax is over the classes, not over the batch.",
    "MultiLabelClassifier": "A row may add up to anything: each label has a sigmoid of its own, with no softmax.",
    "Regressor": "The raw output itself, of any sign and size, also for a single row.",
    "PositiveRegressor": "The softplus of the raw output: above 0, and smooth.",
    "BoundedRegressor": "low + (high - low) * sigmoid(raw), for the low and high that the head was made with.",
}
LOSS_HINTS = {
    "BinaryClassifier": "The mean over the rows of -log(p) for a yes, -log(1 - p) for a no, with p = sigmoid(raw).",
    "MultiClassifier": "The mean over the rows of -log of the right class's probability. Is the softmax applied twice?",
    "MultiLabelClassifier": "The mean over all entries, rows and labels, of the binary cross-entropy of each.",
    "Regressor": "The mean, not the sum, of the squared differences, between two tensors of shape (N,).",
    "PositiveRegressor": "The mean of the squared differences of predictions and targets, not of raw outputs.",
    "BoundedRegressor": "The mean of the squared differences between predictions and targets, in the target's units.",
}
FAR_HINTS = dict.fromkeys(
    HEADS,
    "exp(10000) is inf, inf * 0 is NaN, and a sigmoid or softmax that is 0 by now has no logarithm: use raw outputs.",
)
FAR_HINTS["MultiClassifier"] += " What a row has subtracted before exp is its own largest score, not the batch's."


def every_head(hints=None):
    """The marks of a check of each head, with its own hint."""
    params = []
    for name in HEADS:
        marks = [pytest.mark.exercise(name)] + ([pytest.mark.hint(hints[name])] if hints else [])
        params.append(pytest.param(name, marks=marks))
    return pytest.mark.parametrize("name", params)


def raw_output(head, made_of, weight, bias, x):
    made = head(*made_of).to(x.dtype)
    if made.linear.bias is None:
        raise ValueError("`linear` has no bias, and one is wanted")
    if made.linear.weight.shape != weight.shape:
        wanted = tuple(weight.shape)
        raise ValueError(f"`linear.weight` has the shape {tuple(made.linear.weight.shape)}, and {wanted} is wanted")
    made.linear.weight.data, made.linear.bias.data = weight, bias
    return made(x)


def prediction(head, made_of, weight, bias, x):
    made = head(*made_of).to(x.dtype)
    if made.linear.bias is None:
        raise ValueError("`linear` has no bias, and one is wanted")
    if made.linear.weight.shape != weight.shape:
        wanted = tuple(weight.shape)
        raise ValueError(f"`linear.weight` has the shape {tuple(made.linear.weight.shape)}, and {wanted} is wanted")
    made.linear.weight.data, made.linear.bias.data = weight, bias
    return made.predict(x)


def loss_value(head, made_of, weight, bias, x, target):
    made = head(*made_of).to(x.dtype)
    if made.linear.bias is None:
        raise ValueError("`linear` has no bias, and one is wanted")
    if made.linear.weight.shape != weight.shape:
        wanted = tuple(weight.shape)
        raise ValueError(f"`linear.weight` has the shape {tuple(made.linear.weight.shape)}, and {wanted} is wanted")
    made.linear.weight.data, made.linear.bias.data = weight, bias
    return made.loss(x, target)


def loss_gradients(head, made_of, weight, bias, x, target):
    made = head(*made_of).to(x.dtype)
    if made.linear.bias is None:
        raise ValueError("`linear` has no bias, and one is wanted")
    if made.linear.weight.shape != weight.shape:
        wanted = tuple(weight.shape)
        raise ValueError(f"`linear.weight` has the shape {tuple(made.linear.weight.shape)}, and {wanted} is wanted")
    made.linear.weight.data, made.linear.bias.data = weight, bias
    x.requires_grad_()
    loss = made.loss(x, target)
    if loss.requires_grad:
        loss.backward()
    gradients = {
        "the gradient of `linear.weight`": made.linear.weight.grad,
        "the gradient of `linear.bias`": made.linear.bias.grad,
        "the gradient of `x`": x.grad,
    }
    found = {name: "none" if gradient is None else gradient for name, gradient in gradients.items()}
    return {**found, "`x`, after the call,": x.detach(), "`target`, after the call,": target}


def far_out(head, made_of, weight, bias, x, target):
    made = head(*made_of).to(x.dtype)
    if made.linear.bias is None:
        raise ValueError("`linear` has no bias, and one is wanted")
    if made.linear.weight.shape != weight.shape:
        wanted = tuple(weight.shape)
        raise ValueError(f"`linear.weight` has the shape {tuple(made.linear.weight.shape)}, and {wanted} is wanted")
    made.linear.weight.data, made.linear.bias.data = weight, bias
    loss = made.loss(x, target)
    if loss.requires_grad:
        loss.backward()
    gradient = made.linear.bias.grad
    return {
        "the prediction": made.predict(x).detach(),
        "the loss": loss.detach(),
        "the gradient of `linear.bias`": "none" if gradient is None else gradient,
    }


def randn(rng, *shape):
    return torch.randn(*shape, generator=rng, dtype=torch.float64)


def head_call(rng, name, rows, in_features, outputs, bounds=(-1.5, 4.0)):
    """Weights, inputs and targets of one call; a head of one number leaves `outputs` aside."""
    many = name not in ONE_NUMBER
    outputs = outputs if many else 1
    made_of = (in_features, outputs) if many else (in_features,)
    shape = (rows, outputs) if name == "MultiLabelClassifier" else (rows,)
    target = 2 * randn(rng, *shape)
    if name == "BoundedRegressor":
        made_of += bounds
        target = bounds[0] + (bounds[1] - bounds[0]) * torch.rand(rows, generator=rng, dtype=torch.float64)
    elif name == "MultiClassifier":
        target = torch.randint(outputs, shape, generator=rng)
    elif name == "PositiveRegressor":
        target = target.abs()
    elif "Classifier" in name:
        target = (target > 0).double()
    weight, bias = randn(rng, outputs, in_features), randn(rng, outputs)
    return Call(made_of=made_of, weight=weight, bias=bias, x=randn(rng, rows, in_features), target=target)


def sized_calls(rng, name):
    """A single row, more rows than outputs, as many, fewer; and other bounds."""
    sizes = [(1, 3, 4), (7, 2, 3), (4, 5, 4), (3, 4, 6), (40, 3, 2)]
    calls = [head_call(rng, name, *size) for size in sizes]
    if name == "BoundedRegressor":
        calls += [head_call(rng, name, 6, 3, 1, bounds) for bounds in ((0, 1), (-3, -1), (10.0, 10.5), (0.0, 255.0))]
    return calls


def without_target(call):
    return Call(**{name: value for name, value in call.kwargs.items() if name != "target"})


def in_float32(call):
    narrow = {
        name: value.float() if isinstance(value, torch.Tensor) and value.is_floating_point() else value
        for name, value in call.kwargs.items()
    }
    return Call(**narrow)


def compare_head(submission, reference, name, driver, calls):
    method = {raw_output: "", prediction: ".predict", loss_value: ".loss"}[driver]
    driven = getattr(submission, name).driven(driver, name=f"{name}{method}")
    compare_values(driven, partial(driver, getattr(reference, name)), [*calls, in_float32(calls[1])])


@every_head()
@pytest.mark.points(1)
@pytest.mark.hint("No activation, and where there is one number a row, shape (N,), also for a single row.")
def test_head_raw_any(submission, reference, rng, name):
    """Forward returns the raw output for any weights and sizes, a single row included."""
    calls = [without_target(call) for call in sized_calls(rng, name)]
    compare_head(submission, reference, name, raw_output, calls)


@every_head(PREDICT_HINTS)
@pytest.mark.points(1)
def test_head_predict_any(submission, reference, rng, name):
    """Predict is right for any weights and sizes, a single row included."""
    calls = [without_target(call) for call in sized_calls(rng, name)]
    compare_head(submission, reference, name, prediction, calls)


@every_head(LOSS_HINTS)
@pytest.mark.points(2)
def test_head_loss_any(submission, reference, rng, name):
    """Loss is right for any weights, sizes and targets, a single row included."""
    compare_head(submission, reference, name, loss_value, sized_calls(rng, name))


@every_head()
@pytest.mark.points(1)
@pytest.mark.hint("The loss comes from x and the weights by operations that autograd can follow, none in place.")
def test_head_gradients(submission, reference, rng, name):
    """The gradients of the loss are right, and x and the targets stay as they were."""
    calls = [head_call(rng, name, *size) for size in ((1, 2, 3), (5, 3, 4), (6, 2, 2))]
    driven = getattr(submission, name).driven(loss_gradients, name=f"{name}.loss")
    compare_data(driven, partial(loss_gradients, getattr(reference, name)), calls, GRADIENTS)


def far_call(name, raws, target, bounds=(-1.0, 3.0)):
    """A head whose raw outputs for the one row are `raws`."""
    many = name not in ONE_NUMBER
    made_of = (1, len(raws)) if many else (1, *(bounds if name == "BoundedRegressor" else ()))
    weight = torch.tensor(raws, dtype=torch.float64)[:, None]
    kind = torch.int64 if name == "MultiClassifier" else torch.float64
    return Call(
        made_of=made_of,
        weight=weight,
        bias=torch.zeros(len(raws), dtype=torch.float64),
        x=torch.ones(1, 1, dtype=torch.float64),
        target=torch.tensor([target], dtype=kind),
    )


def far_rows():
    """Rows of scores far apart in one batch: the largest of all is far above each number of the other rows."""
    return Call(
        made_of=(1, 2),
        weight=torch.ones(2, 1, dtype=torch.float64),
        bias=torch.tensor([0.0, 1.0], dtype=torch.float64),
        x=torch.tensor([[1e4], [-1e4], [2.0]], dtype=torch.float64),
        target=torch.tensor([1, 0, 1]),
    )


@every_head(FAR_HINTS)
@pytest.mark.points(1)
def test_head_far_out(submission, reference, name):
    """For raw outputs up to 10000 and down to -10000, predictions, losses and gradients are finite and right."""
    far = [1e4, -1e4, 1e3, -1e3, 120.0, -120.0, 40.0, -40.0]
    if name == "MultiClassifier":
        calls = [far_call(name, [raw, 0.0, -raw], right) for raw in far for right in (0, 1, 2)] + [far_rows()]
    elif name == "MultiLabelClassifier":
        calls = [far_call(name, [raw, -raw, 1.0], [wanted, wanted, 1.0]) for raw in far for wanted in (0.0, 1.0)]
    else:
        calls = [far_call(name, [raw], wanted) for raw in far for wanted in (0.0, 1.0)]
    driven = getattr(submission, name).driven(far_out, name=name)
    compare_data(
        driven, partial(far_out, getattr(reference, name)), [*calls, *(in_float32(call) for call in calls)], FAR
    )


def repaired_network(repair, network, output, x):
    learnable = sum(weight.numel() for weight in network.parameters() if weight.requires_grad)
    repaired = repair({"network": network, "output": output})
    if not isinstance(repaired, nn.Module):
        missing = (
            "the list of its layers",
            "the list of its modes, of dropout and normalisation,",
            "the number of its weights that learn",
            "its output in evaluation mode",
        )
        return {"what repair returns": type(repaired).__name__} | dict.fromkeys(missing, "none")
    waiting, layers, modes = [repaired], [], []
    while waiting:
        layer = waiting.pop()
        waiting.extend(reversed(list(layer._modules.values())))
        if not layer._modules and not isinstance(layer, nn.Identity):
            layers.append(type(layer).__name__)
            if isinstance(layer, nn.Dropout | nn.BatchNorm1d):
                modes.append("training" if layer.training else "evaluation")
    left = sum(weight.numel() for weight in repaired.parameters() if weight.requires_grad)
    return {
        "what repair returns": "a network",
        "the list of its layers": layers,
        "the list of its modes, of dropout and normalisation,": modes,
        "the number of its weights that learn": "as before" if left == learnable else left,
        "its output in evaluation mode": repaired.eval()(x).detach(),
    }


def linear(rng, inputs, outputs, bias=True):
    layer = nn.Linear(inputs, outputs, bias=bias, dtype=torch.float64)
    for weight in layer.parameters():
        weight.data = torch.randn(weight.shape, generator=rng, dtype=torch.float64)
    return layer


def compare_repairs(submission, reference, rng, networks):
    """`networks`: what is wanted, and layers, in which (inputs, outputs) stands for a linear layer."""
    calls = []
    for output, *layers in networks:
        made = [linear(rng, *layer) if isinstance(layer, tuple) else layer for layer in layers]
        x = randn(rng, 3, made[0].in_features).to(made[0].weight.dtype)
        calls.append(Call(nn.Sequential(*made), output, x))
    driven = submission.repair.driven(repaired_network, name="repair")
    compare_data(driven, partial(repaired_network, reference.repair), calls)


#: By fault: the hint, and networks that have it.
FAULTY = {
    "missing_activations": (
        "nn.ReLU between each two nn.Linear that follow each other directly, and nowhere else.",
        ("scores", (4, 5), (5, 3)),
        ("number", (4, 6), (6, 5), (5, 4), (4, 1)),
        ("scores", (2, 6), nn.Tanh(), (6, 6), (6, 3)),
        ("probabilities", (3, 6), (6, 6), nn.ReLU(), (6, 3), nn.Softmax(dim=-1)),
        ("number", (3, 6), nn.Sigmoid(), (6, 6), (6, 5), nn.GELU(), (5, 2)),
    ),
    "softmax_for_scores": (
        "Scores are raw: a softmax at the end goes. One that is there for probabilities stays.",
        ("scores", (4, 3), nn.Softmax(dim=-1)),
        ("scores", (4, 5), nn.ReLU(), (5, 3), nn.Softmax(dim=1)),
        ("scores", (4, 5), nn.Tanh(), (5, 5), nn.Sigmoid(), (5, 3), nn.Softmax(dim=-1)),
    ),
    "relu_at_the_end": (
        "The ReLU after the last linear layer goes. The hidden ones make the network more than linear.",
        ("number", (4, 1), nn.ReLU()),
        ("number", (4, 5), nn.ReLU(), (5, 5), nn.ReLU(), (5, 2), nn.ReLU()),
        ("scores", (4, 5), nn.Tanh(), (5, 3), nn.ReLU()),
    ),
    "sigmoid_over_classes": (
        "nn.Softmax in the place of the last sigmoid, over the classes: the last dimension, not the batch.",
        ("probabilities", (4, 3), nn.Sigmoid()),
        ("probabilities", (4, 5), nn.ReLU(), (5, 6), nn.Sigmoid()),
        ("probabilities", (4, 5), nn.Sigmoid(), (5, 5), nn.Sigmoid(), (5, 3), nn.Sigmoid()),
    ),
}


@pytest.mark.exercise("repair")
@pytest.mark.points(3)
@pytest.mark.parametrize(
    "fault",
    [pytest.param(fault, marks=pytest.mark.hint(hint), id=fault) for fault, (hint, *_networks) in FAULTY.items()],
)
def test_repair_any(submission, reference, rng, fault):
    """Repair mends the fault, once or wherever it is, and nothing else."""
    compare_repairs(submission, reference, rng, FAULTY[fault][1:])


def normalised(rng, features, *, training):
    norm = nn.BatchNorm1d(features, dtype=torch.float64).train(training)
    for tensor in (norm.running_mean, norm.weight.data, norm.bias.data):
        tensor.copy_(randn(rng, features))
    return norm


@pytest.mark.exercise("repair")
@pytest.mark.points(4)
@pytest.mark.hint(
    "Move the layers that stay as they are, instead of making new ones; leave their modes and their dtype alone."
)
def test_repair_keeps_the_rest(submission, reference, rng):
    """Dropout, normalisation, layers without a bias and other activations stay, with weights, buffers and modes."""
    networks = [
        ("scores", (4, 6, False), normalised(rng, 6, training=True), nn.ELU(0.5), (6, 3), nn.ReLU()),
        ("scores", (4, 6), nn.LayerNorm(6, dtype=torch.float64), nn.SiLU(), (6, 3, False), nn.Softmax(dim=-1)),
        ("number", (4, 6), nn.LeakyReLU(0.2), nn.Dropout(0.3).eval(), (6, 6, False), (6, 1)),
        (
            "probabilities",
            (4, 6),
            normalised(rng, 6, training=False),
            nn.GELU("tanh"),
            nn.Dropout(0.9),
            (6, 3),
            nn.Sigmoid(),
        ),
        ("number", linear(rng, 4, 5).float(), linear(rng, 5, 2).float()),
    ]
    compare_repairs(submission, reference, rng, networks)
