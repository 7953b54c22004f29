"""Reaches for less usual operations: heaviside, lerp, addcmul, unflatten, stacked maxima, NumPy's random numbers."""

import math

import numpy as np
import torch


def relu(x):
    return torch.stack([x, torch.zeros_like(x)]).amax(dim=0)


def leaky_relu(x, negative_slope=0.01):
    switch = torch.heaviside(x.detach(), torch.tensor(0.0, dtype=x.dtype))
    return torch.lerp(negative_slope * x, x, switch)


def prelu(x, weight):
    slope = weight.squeeze() if weight.numel() == 1 else weight.unflatten(0, (-1, *[1] * (x.dim() - 2)))
    return torch.addcmul(relu(x), relu(-x), slope, value=-1)


def rrelu(x, lower=1 / 8, upper=1 / 3, training=False):
    if training:
        drawn = np.random.default_rng(torch.randint(2**31, ()).item()).uniform(lower, upper, size=tuple(x.shape))
        slope = torch.as_tensor(drawn, dtype=x.dtype)
    else:
        slope = torch.as_tensor(math.fsum([lower, upper]) / 2, dtype=x.dtype)
    return torch.addcmul(relu(x), relu(-x), slope, value=-1)


def elu(x, alpha=1.0):
    part = -relu(-x)
    return relu(x) + alpha * torch.tanh(part / 2) * (torch.exp(part) + 1)


def selu(x):
    scale, alpha = 1.0507009873554805, 1.6732632423543772
    return torch.add(scale * relu(x), torch.special.expm1(-relu(-x)), alpha=scale * alpha)
