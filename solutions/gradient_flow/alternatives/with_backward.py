"""Gradients by backward(), after emptying what is there; weights scaled by hand."""

import math

import torch
import torch.nn as nn

ACTIVATIONS = {"sigmoid": nn.Sigmoid(), "tanh": nn.Tanh(), "relu": nn.ReLU(), "gelu": nn.GELU()}


def build_mlp(depth, width, activation, in_features, out_features, init):
    if activation not in ACTIVATIONS:
        raise ValueError(activation)
    if init not in ("he", "xavier"):
        raise ValueError(init)
    model = nn.Sequential()
    size = in_features
    for i in range(depth + 1):
        out = width if i < depth else out_features
        layer = nn.Linear(size, out)
        std = math.sqrt(2 / size) if init == "he" else math.sqrt(2 / (size + out))
        with torch.no_grad():
            layer.weight.normal_(0, std)
            layer.bias.fill_(0)
        model.add_module(f"linear{i}", layer)
        if i < depth:
            model.add_module(f"activation{i}", ACTIVATIONS[activation])
        size = out
    return model


def gradient_norms(model, loss):
    model.zero_grad()
    loss.backward()
    norms = []
    for m in model.modules():
        if isinstance(m, nn.Linear):
            norms.append(torch.tensor(0.0) if m.weight.grad is None else m.weight.grad.norm())
    return norms


def compare_activations(names, depth=20, width=32, init="he", seed=0):
    result = {}
    for name in names:
        torch.manual_seed(seed)
        net = build_mlp(depth, width, name, width, 1, init)
        x = torch.randn(64, width)
        result[name] = gradient_norms(net, net(x).mean())
    return result
