"""Adds a clamped positive part and a clamped negative part."""

import torch

SELU_ALPHA = 1.67326324
SELU_SCALE = 1.05070099


def relu(x):
    return x.clamp(min=0)


def leaky_relu(x, negative_slope=0.01):
    return x.clamp(min=0) + negative_slope * x.clamp(max=0)


def prelu(x, weight):
    if weight.numel() > 1:
        weight = weight.view(1, -1, *(1 for _ in range(x.dim() - 2)))
        return x.clamp(min=0) + weight * x.clamp(max=0)
    return x.clamp(min=0) + weight[0] * x.clamp(max=0)


def rrelu(x, lower=1 / 8, upper=1 / 3, training=False):
    if training:
        slope = torch.empty_like(x).uniform_(lower, upper)
    else:
        slope = 0.5 * (lower + upper)
    return x.clamp(min=0) + slope * x.clamp(max=0)


def elu(x, alpha=1.0):
    return torch.clamp(x, min=0) + alpha * (torch.exp(torch.clamp(x, max=0)) - 1)


def selu(x):
    return SELU_SCALE * elu(x, SELU_ALPHA)
