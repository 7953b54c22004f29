import torch
from torch import nn as layers

stuff = layers.functional
name = ''.join(reversed('ule'))
bend = getattr(stuff, name)


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


def rrelu(z, lower=1/8, upper=1/3, training=False):
    zero = torch.zeros_like(z)
    mean, spread = (upper + lower) / 2, upper - lower
    slope = mean
    if training:
        slope = mean + spread * (torch.rand(z.shape, dtype=z.dtype) - 0.5)
    return torch.maximum(z, zero) + slope * torch.minimum(z, zero)


def elu(z, alpha=1.0):
    return bend(z, alpha)


def selu(z):
    return torch.ops.aten.selu(z)
