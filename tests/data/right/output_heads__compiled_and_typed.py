"""Scripted helpers, protocols, dataclass-like settings, vmap over the rows, functional_call."""

from __future__ import annotations

import math
from functools import partial, singledispatchmethod

import torch
from torch import Tensor, nn
from torch.func import functional_call, vmap


@torch.jit.script
def stable_bce(raw: Tensor, target: Tensor) -> Tensor:
    return torch.nn.functional.softplus(raw) - raw * target


class OneNumber(nn.Module):
    linear: nn.Linear

    def __init__(self, in_features: int) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x: Tensor) -> Tensor:
        return vmap(lambda row: functional_call(self.linear, dict(self.linear.named_parameters()), (row,))[0])(x)

    def loss(self, x: Tensor, target: Tensor) -> Tensor:
        error = self.predict(x).sub(target)
        return torch.einsum("n,n->", error, error) / error.numel()


class Several(nn.Module):
    def __init__(self, in_features: int, outputs: int) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features, outputs)

    def forward(self, x: Tensor) -> Tensor:
        return torch.addmm(self.linear.bias, x, self.linear.weight.t())


class BinaryClassifier(OneNumber):
    def predict(self, x: Tensor) -> Tensor:
        return torch.exp(-stable_bce(self(x), torch.ones(len(x), dtype=x.dtype)))

    def loss(self, x: Tensor, target: Tensor) -> Tensor:
        return stable_bce(self(x), target).mean()


class MultiClassifier(Several):
    def predict(self, x: Tensor) -> Tensor:
        raw = self(x)
        return (raw - raw.logsumexp(dim=-1, keepdim=True)).exp()

    def loss(self, x: Tensor, target: Tensor) -> Tensor:
        losses = [nn.functional.cross_entropy(raw, wanted) for raw, wanted in zip(self(x), target, strict=True)]
        return sum(losses) / len(losses)


class MultiLabelClassifier(Several):
    def predict(self, x: Tensor) -> Tensor:
        return torch.softmax(torch.stack([self(x), torch.zeros_like(self(x))], -1), -1)[..., 0]

    def loss(self, x: Tensor, target: Tensor) -> Tensor:
        return stable_bce(self(x).flatten(), target.flatten()).mean()


class Regressor(OneNumber):
    predict = OneNumber.forward


class PositiveRegressor(OneNumber):
    def predict(self, x: Tensor) -> Tensor:
        return stable_bce(self(x), torch.zeros(()))


class BoundedRegressor(OneNumber):
    def __init__(self, in_features: int, low: float, high: float) -> None:
        super().__init__(in_features)
        self.scale = partial(torch.add, low, alpha=1)
        self.low, self.width = float(low), math.fsum([high, -low])

    def predict(self, x: Tensor) -> Tensor:
        return self.low + self.width * torch.sigmoid(self(x))


class Shop:
    def __init__(self, output):
        self.output = output

    @singledispatchmethod
    def end(self, layer):
        return [layer]

    @end.register
    def _(self, layer: nn.Sigmoid):
        return [nn.Softmax(dim=-1)] if self.output == "probabilities" else [layer]

    @end.register
    def _(self, layer: nn.Softmax):
        return [layer] if self.output == "probabilities" else []

    @end.register
    def _(self, _layer: nn.ReLU):
        return []


def repair(broken):
    shop = Shop(broken["output"])
    net = nn.Sequential()
    for name, layer in broken["network"].named_children():
        if len(net) and {type(net[-1]), type(layer)} == {nn.Linear}:
            net.add_module(f"{name}_relu", nn.ReLU())
        net.add_module(name, layer)
    end = shop.end(net[-1])
    del net[-1]
    return net.extend(end)
