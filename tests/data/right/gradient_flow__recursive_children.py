"""Nested networks, walked by hand; a shared layer is counted once, as modules() does."""

import torch
import torch.nn as nn


def build_mlp(depth, width, activation, in_features, out_features, init):
    if activation == "sigmoid":
        act = nn.Sigmoid()
    elif activation == "tanh":
        act = nn.Tanh()
    elif activation == "relu":
        act = nn.ReLU(inplace=True)
    elif activation == "gelu":
        act = nn.GELU(approximate="none")
    else:
        raise ValueError(f"activation {activation!r}")
    if init not in ["he", "xavier"]:
        raise ValueError("init " + init)

    def block(i, o, last):
        lin = nn.Linear(i, o)
        with torch.no_grad():
            std = (2 / i) ** 0.5 if init == "he" else (2 / (i + o)) ** 0.5
            lin.weight.normal_(0, std)
            lin.bias.fill_(0)
        return lin if last else nn.Sequential(lin, act)

    blocks = [block(in_features if d == 0 else width, width, False) for d in range(depth)]
    return nn.Sequential(nn.Sequential(*blocks), block(width, out_features, True))


def _linears(m, seen):
    if id(m) in seen:
        return
    seen.add(id(m))
    if isinstance(m, nn.Linear):
        yield m
    for child in m.children():
        yield from _linears(child, seen)


def gradient_norms(model, loss):
    layers = list(_linears(model, set()))
    kept = [(p, p.grad) for p in model.parameters()]
    for p, _ in kept:
        p.grad = None
    loss.backward(retain_graph=True)
    norms = [0 if l.weight.grad is None else l.weight.grad.norm().item() for l in layers]
    for p, g in kept:
        p.grad = g
    return norms


def compare_activations(names, depth=20, width=32, init="he", seed=0):
    res = {}
    for name in names:
        torch.manual_seed(seed)
        mlp = build_mlp(depth, width, name, width, 1, init)
        res[name] = gradient_norms(mlp, mlp(torch.randn(64, width)).mean())
    return res
