"""Classes from a factory, lambdas as methods, torch.special, a recursive repair."""

import torch
import torch.nn.functional as F
import torch.special as S
from torch import nn


def make(name, outputs, predict, loss):
    class Head(nn.Module):
        def __init__(self, in_features, *rest):
            super().__init__()
            self.rest = rest
            self.linear = nn.Linear(in_features, rest[0] if outputs is None else outputs)

        def forward(self, x):
            raw = self.linear(x)
            return raw if outputs is None else raw.reshape(x.size(0))

    Head.predict = lambda self, x: predict(self(x), *self.rest)
    Head.loss = lambda self, x, target: loss(self, self(x), target)
    Head.__name__ = Head.__qualname__ = name
    return Head


def bce(_head, raw, target):
    return (raw.clamp(min=0) - raw * target + torch.log1p(torch.exp(-raw.abs()))).mean()


def squared(head, raw, target):
    return F.mse_loss(head.last(raw), target)


def picked(_head, raw, target):
    return (raw.logsumexp(1) - raw.gather(1, target[:, None]).squeeze(1)).sum() / len(target)


def bounded(raw, low, high):
    return low + (high - low) * S.expit(raw)


BinaryClassifier = make("BinaryClassifier", 1, S.expit, bce)
MultiClassifier = make("MultiClassifier", None, lambda raw, _classes: S.softmax(raw, 1), picked)
MultiLabelClassifier = make("MultiLabelClassifier", None, lambda raw, _labels: S.expit(raw), bce)
Regressor = make("Regressor", 1, lambda raw: raw, squared)
PositiveRegressor = make("PositiveRegressor", 1, F.softplus, squared)
BoundedRegressor = make("BoundedRegressor", 1, bounded, squared)
Regressor.last = lambda self, raw: raw
PositiveRegressor.last = lambda self, raw: F.softplus(raw)
BoundedRegressor.last = lambda self, raw: bounded(raw, *self.rest)


def bent(layers):
    if len(layers) < 2:
        return layers
    first, second, *rest = layers
    between = [nn.ReLU()] if isinstance(first, nn.Linear) and isinstance(second, nn.Linear) else []
    return [first, *between, *bent([second, *rest])]


def repair(broken: dict) -> nn.Sequential:
    *body, last = broken["network"]
    ends = {("scores", nn.Softmax): [], ("scores", nn.ReLU): [], ("number", nn.ReLU): []}
    ends["probabilities", nn.Sigmoid] = [nn.Softmax(dim=-1)]
    return nn.Sequential(*bent([*body, *ends.get((broken["output"], type(last)), [last])]))
