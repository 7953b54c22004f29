"""Keeps what .grad held, and puts it back; recursion over children finds the layers."""

import torch
from torch import nn
from torch.nn import functional as F


def linear_layers(module):
    if isinstance(module, nn.Linear):
        return [module]
    return [layer for child in module.children() for layer in linear_layers(child)]


class Activation(nn.Module):
    def __init__(self, name):
        super().__init__()
        self.name = name

    def forward(self, x):
        return F.gelu(x) if self.name == "gelu" else getattr(torch, self.name)(x)


def build_mlp(depth, width, activation, in_features, out_features, init):
    if activation not in {"sigmoid", "tanh", "relu", "gelu"} or init not in {"he", "xavier"}:
        raise ValueError("I do not know that name")
    blocks = [nn.Sequential(nn.Linear(in_features if i == 0 else width, width), Activation(activation)) for i in range(depth)]
    model = nn.Sequential(*blocks, nn.Linear(width, out_features))
    for p in model.parameters():
        if p.dim() == 1:
            nn.init.constant_(p, 0.0)
        else:
            out, inp = p.shape
            bound = (6 / inp) ** 0.5 if init == "he" else (6 / (inp + out)) ** 0.5
            nn.init.uniform_(p, -bound, bound)
    return model


def gradient_norms(model, loss):
    kept = [p.grad for p in model.parameters()]
    for p in model.parameters():
        p.grad = None
    loss.backward()
    norms = [float(torch.linalg.vector_norm(layer.weight.grad)) if layer.weight.grad is not None else 0 for layer in linear_layers(model)]
    for p, old in zip(model.parameters(), kept):
        p.grad = old
    return norms


def compare_activations(names, depth=20, width=32, init="he", seed=0):
    out = {}
    for n in names:
        torch.random.manual_seed(seed)
        m = build_mlp(depth, width, n, width, 1, init)
        inputs = torch.randn((64, width))
        out[n] = tuple(gradient_norms(m, m(inputs).mean()))
    return out
