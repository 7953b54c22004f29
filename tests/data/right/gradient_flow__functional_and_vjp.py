"""The loss belongs to a graph already: its edges are walked with autograd.grad, one weight at a time."""

import torch
from torch import nn
from functools import reduce

_ACT = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU, "gelu": nn.GELU}


class _Start(dict):
    def __missing__(self, key):
        raise ValueError(f"{key} is no start")


_INIT = _Start(he=lambda i, o: 2.0 / i, xavier=lambda i, o: 2.0 / (i + o))


def build_mlp(depth, width, activation, in_features, out_features, init):
    variance = _INIT[init]
    act = _ACT.get(activation)
    if act is None:
        raise ValueError("activation")

    def linear(i, o):
        layer = nn.Linear(i, o)
        nn.init.normal_(layer.weight, std=variance(i, o) ** 0.5)
        nn.init.zeros_(layer.bias)
        return layer

    def grow(layers, k):
        return layers + [linear(in_features if k == 0 else width, width), act()]

    return nn.Sequential(*reduce(grow, range(depth), []), linear(width if depth else in_features, out_features))


def gradient_norms(model: nn.Module, loss: torch.Tensor) -> list:
    norms = []
    for module in model.modules():
        if not isinstance(module, nn.Linear):
            continue
        (g,) = torch.autograd.grad(loss, module.weight, retain_graph=True, allow_unused=True)
        norms.append(0.0 if g is None else float(g.flatten().dot(g.flatten()) ** 0.5))
    return norms


def compare_activations(names, depth=20, width=32, init="he", seed=0):
    torch.set_grad_enabled(True)
    norms = {}
    for name in list(names):
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            model = build_mlp(depth, width, name, width, 1, init)
            x = torch.randn(64, width)
        norms[name] = gradient_norms(model, model(x).mean())
    return norms
