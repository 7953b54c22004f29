"""Public checks of output heads: you may read them, and `rectify check output_heads.py` runs them."""

import pytest
import torch
from torch import nn

from autograder.testing import Call, compare_data, compare_values

HEADS = (
    "BinaryClassifier",
    "MultiClassifier",
    "MultiLabelClassifier",
    "Regressor",
    "PositiveRegressor",
    "BoundedRegressor",
)
EVERY_HEAD = pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.exercise(name)) for name in HEADS])


def doubles(*numbers):
    return torch.tensor(numbers, dtype=torch.float64)


#: Weights under which the raw outputs are the numbers in x, and what each head is made of besides in_features.
ONE = {"weight": doubles([1.0]), "bias": doubles(0.0), "x": doubles([-1.0], [0.0], [3.0])}
TWO = {"weight": torch.eye(2).double(), "bias": doubles(0.0, 0.0), "x": doubles([-1.0, 0.0], [3.0, 3.0], [2.0, 4.0])}
CALLS = {
    "BinaryClassifier": {"made_of": (1,), **ONE},
    "MultiClassifier": {"made_of": (2, 2), **TWO},
    "MultiLabelClassifier": {"made_of": (2, 2), **TWO},
    "Regressor": {"made_of": (1,), **ONE},
    "PositiveRegressor": {"made_of": (1,), **ONE},
    "BoundedRegressor": {"made_of": (1, 2.0, 6.0), **ONE},
}
TARGETS = {
    "BinaryClassifier": doubles(0.0, 1.0, 1.0),
    "MultiClassifier": torch.tensor([1, 0, 0]),
    "MultiLabelClassifier": doubles([0.0, 1.0], [1.0, 1.0], [1.0, 0.0]),
    "Regressor": doubles(1.5, 0.25, 1.0),
    "PositiveRegressor": doubles(1.0, 0.5, 3.0),
    "BoundedRegressor": doubles(2.0, 5.0, 6.0),
}
SIGMOIDS = {
    -1.0: 0.2689414213699951,
    0.0: 0.5,
    2.0: 0.8807970779778823,
    3.0: 0.9525741268224334,
    4.0: 0.9820137900379085,
}
PREDICTIONS = {
    "BinaryClassifier": doubles(*(SIGMOIDS[raw] for raw in (-1.0, 0.0, 3.0))),
    "MultiClassifier": doubles(
        [0.2689414213699951, 0.7310585786300049], [0.5, 0.5], [0.11920292202211755, 0.8807970779778824]
    ),
    "MultiLabelClassifier": doubles(*([SIGMOIDS[raw] for raw in row] for row in ((-1.0, 0.0), (3.0, 3.0), (2.0, 4.0)))),
    "Regressor": doubles(-1.0, 0.0, 3.0),
    "PositiveRegressor": doubles(0.31326168751822286, 0.6931471805599453, 3.048587351573742),
    "BoundedRegressor": doubles(3.0757656854799803, 4.0, 5.810296507289733),
}
LOSSES = {
    "BinaryClassifier": 0.35166540655063666,
    "MultiClassifier": 1.0444456263737136,
    "MultiLabelClassifier": 0.8747769183644056,
    "Regressor": 3.4375,
    "PositiveRegressor": 0.17042535797384187,
    "BoundedRegressor": 0.7310864084008956,
}
PREDICT_HINTS = {
    "BinaryClassifier": "A probability: the sigmoid of the raw output, not a 0 or 1 made of it.",
    "MultiClassifier": "Probabilities that add up to 1 in each row: the softmax over the classes, the last dimension.",
    "MultiLabelClassifier": "Each label has a probability of its own: the sigmoid of its raw output.",
    "Regressor": "A number of any sign and size: the raw output itself.",
    "PositiveRegressor": "The softplus of the raw output: log(1 + exp(raw)).",
    "BoundedRegressor": "A sigmoid lies between 0 and 1: stretch it by high - low, then shift it by low.",
}
LOSS_HINTS = {
    "BinaryClassifier": "Does your loss take logits or probabilities? Give it what it takes, and take the mean.",
    "MultiClassifier": "Torch's cross-entropy takes raw scores and applies the softmax itself.",
    "MultiLabelClassifier": "Binary cross-entropy for each entry by itself, and the mean over all entries.",
    "Regressor": "The mean of the squared differences. Two shapes that differ make a table of differences.",
    "PositiveRegressor": "The error is that of the prediction, after the softplus.",
    "BoundedRegressor": "The error is that of the prediction, between low and high.",
}


def hinted(hints):
    return pytest.mark.parametrize(
        "name",
        [pytest.param(name, marks=[pytest.mark.exercise(name), pytest.mark.hint(hints[name])]) for name in HEADS],
    )


def layers_of(head, *made_of):
    made = head(*made_of)
    bias = made.linear.bias
    return {
        "the shape of `linear.weight`": list(made.linear.weight.shape),
        "the shape of `linear.bias`": "none" if bias is None else list(bias.shape),
        "the number of parameters": sum(parameter.numel() for parameter in made.parameters()),
    }


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


@EVERY_HEAD
@pytest.mark.points(1)
@pytest.mark.hint("One nn.Linear called `linear`, with its bias, and nothing else that learns.")
def test_head_layer(submission, name):
    """The head holds one layer, `linear`, of the right shape and with a bias."""

    def expected(in_features, *rest):
        outputs = rest[0] if len(rest) == 1 else 1
        return {
            "the shape of `linear.weight`": [outputs, in_features],
            "the shape of `linear.bias`": [outputs],
            "the number of parameters": outputs * (in_features + 1),
        }

    rest = CALLS[name]["made_of"][1:]
    calls = [Call(3, *rest), Call(1, *rest)] + ([Call(3, 5)] if len(rest) == 1 else [])
    compare_data(getattr(submission, name).driven(layers_of, name=name), expected, calls)


@EVERY_HEAD
@pytest.mark.points(1)
@pytest.mark.hint(
    "forward returns what `linear` gives, with no activation; one number a row is shape (N,), not (N, 1)."
)
def test_head_raw(submission, name):
    """forward returns the raw output."""

    def expected(made_of, x, **_weights):
        return x if made_of == (2, 2) else x[:, 0]

    compare_values(getattr(submission, name).driven(raw_output, name=name), expected, Call(**CALLS[name]))


@hinted(PREDICT_HINTS)
@pytest.mark.points(1)
def test_head_predict(submission, name):
    """Predict returns the right predictions for simple raw outputs."""
    driven = getattr(submission, name).driven(prediction, name=f"{name}.predict")
    compare_values(driven, lambda **_call: PREDICTIONS[name], Call(**CALLS[name]))


@hinted(LOSS_HINTS)
@pytest.mark.points(1)
def test_head_loss(submission, name):
    """Loss returns the right mean for simple raw outputs."""
    driven = getattr(submission, name).driven(loss_value, name=f"{name}.loss")
    call = Call(**CALLS[name], target=TARGETS[name])
    compare_values(driven, lambda **_call: doubles(LOSSES[name])[0], call)


def layers_after(repair, network, output):
    repaired = repair({"network": network, "output": output})
    if not isinstance(repaired, nn.Module):
        return {"what repair returns": type(repaired).__name__, "the list of its layers": []}
    waiting, layers = [repaired], []
    while waiting:
        layer = waiting.pop()
        waiting.extend(reversed(list(layer._modules.values())))  # noqa: SLF001
        if not layer._modules and not isinstance(layer, nn.Identity):  # noqa: SLF001
            layers.append(type(layer).__name__)
    return {"what repair returns": "a network", "the list of its layers": layers}


@pytest.mark.exercise("repair")
@pytest.mark.points(1)
@pytest.mark.parametrize(
    ("output", "layers", "repaired"),
    [
        pytest.param(
            "scores",
            [nn.Linear(4, 5), nn.Linear(5, 3)],
            ["Linear", "ReLU", "Linear"],
            marks=pytest.mark.hint("Two linear layers in a row are one linear layer. Put nn.ReLU between them."),
            id="no_activation",
        ),
        pytest.param(
            "scores",
            [nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 3), nn.Softmax(dim=-1)],
            ["Linear", "ReLU", "Linear"],
            marks=pytest.mark.hint("Cross-entropy takes raw scores: the softmax at the end has to go."),
            id="softmax_for_scores",
        ),
        pytest.param(
            "number",
            [nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 1), nn.ReLU()],
            ["Linear", "ReLU", "Linear"],
            marks=pytest.mark.hint(
                "With a ReLU at the end nothing below 0 comes out. That ReLU goes, the others stay."
            ),
            id="relu_at_the_end",
        ),
        pytest.param(
            "probabilities",
            [nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 3), nn.Sigmoid()],
            ["Linear", "ReLU", "Linear", "Softmax"],
            marks=pytest.mark.hint("Sigmoids do not add up to 1 over the classes. Put nn.Softmax in their place."),
            id="sigmoid_over_classes",
        ),
    ],
)
def test_repair(submission, output, layers, repaired):
    """Repair mends each fault in a small network."""
    wanted = {"what repair returns": "a network", "the list of its layers": repaired}
    call = Call(nn.Sequential(*layers), output)
    compare_data(submission.repair.driven(layers_after, name="repair"), lambda *_call: wanted, call)
