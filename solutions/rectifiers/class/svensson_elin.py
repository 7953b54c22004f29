import functools

import numpy as np
import torch


def noisy(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)
    wrapper.calls = 0
    return wrapper


@noisy
def relu(z):
    zero = torch.zeros_like(z)
    return torch.maximum(z, zero)


def leaky_relu(z, negative_slope=0.01):
    zero = torch.zeros_like(z)
    return torch.maximum(z, zero) + negative_slope * torch.minimum(z, zero)


def prelu(z, weight):
    zero = torch.zeros_like(z)
    if len(weight) > 1:
        while weight.dim() < z.dim() - 1:
            weight = weight.unsqueeze(-1)
    else:
        weight = weight.reshape(())
    return torch.maximum(z, zero) + weight * torch.minimum(z, zero)


@noisy
def rrelu(z, lower=1/8, upper=1/3, training=False):
    if training:
        slope = torch.tensor(np.random.uniform(lower, upper, size=z.shape), dtype=z.dtype)
    else:
        slope = (lower + upper) / 2
    return torch.where(z > 0, z, slope * z)


@noisy
def elu(z, alpha=1.0):
    zero = torch.zeros_like(z)
    return torch.maximum(z, zero) + alpha * torch.expm1(torch.minimum(z, zero))


def selu(z):
    SCALE, ALPHA = 1.0507009873554804934, 1.6732632423543772848
    return SCALE * elu(z, alpha=ALPHA)
