"""The charts of the reading: a softmax too many, the price of a confident mistake, and three ranges of numbers."""

from types import ModuleType

import torch
import torch.nn.functional as F
from torch import nn

from autograder.chart import Chart, Series


def with_raw(head: nn.Module, raw: torch.Tensor, method: str, *target: torch.Tensor) -> torch.Tensor:
    """What a head of one input says where its raw outputs are `raw`."""
    head = head.to(raw.dtype)
    nn.init.ones_(head.linear.weight)
    nn.init.zeros_(head.linear.bias)
    return getattr(head, method)(raw[:, None], *target).detach()


def softmax_twice(_reference: ModuleType) -> Chart:
    """The loss of one row of ten classes, over the right one's lead, with the softmax applied once and twice."""
    lead = torch.linspace(-8, 12, 161, dtype=torch.float64)
    scores = torch.zeros(len(lead), 10, dtype=torch.float64)
    scores[:, 0] = lead
    right = torch.zeros(len(lead), dtype=torch.int64)
    once = F.cross_entropy(scores, right, reduction="none")
    twice = F.cross_entropy(scores.softmax(dim=-1), right, reduction="none")
    series = [
        Series("softmax once", lead.tolist(), once.tolist()),
        Series("softmax twice", lead.tolist(), twice.tolist()),
    ]
    return Chart("A softmax too many: ten classes", series, x_label="lead of the right class's score", y_label="loss")


def confident(reference: ModuleType) -> Chart:
    """Three losses of a no, in float32, over the logit."""
    raw = torch.linspace(0, 130, 131)
    no = torch.zeros(1)
    head = reference.BinaryClassifier(1)
    probability = torch.sigmoid(raw)
    losses = {
        "from the logit z": [with_raw(head, one[None], "loss", no).item() for one in raw],
        "torch's, cut off": F.binary_cross_entropy(probability, torch.zeros_like(raw), reduction="none").tolist(),
        "-log(1 - p)": (-torch.log(1 - probability)).tolist(),
    }
    series = [Series(label, raw.tolist(), values) for label, values in losses.items()]
    return Chart("What a wrong yes costs, in float32", series, x_label="logit z", y_label="loss")


def predictions(reference: ModuleType) -> Chart:
    """The three regressors' predictions, and a ReLU's, over the raw output."""
    raw = torch.linspace(-4, 4, 161, dtype=torch.float64)
    heads = {
        "any number": reference.Regressor(1),
        "above 0": reference.PositiveRegressor(1),
        "from -1 to 2": reference.BoundedRegressor(1, -1.0, 2.0),
    }
    series = [Series(label, raw.tolist(), with_raw(head, raw, "predict").tolist()) for label, head in heads.items()]
    series.append(Series("ReLU at the end", raw.tolist(), torch.relu(raw).tolist()))
    return Chart("Predictions over the raw output", series, x_label="raw output", y_label="prediction")
