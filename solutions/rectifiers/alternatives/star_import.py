"""Imports everything from torch and uses the bare names."""

from torch import *


def relu(x):
    return maximum(x, zeros_like(x))


def leaky_relu(x, negative_slope=0.01):
    return maximum(x, zeros_like(x)) + negative_slope * minimum(x, zeros_like(x))


def prelu(x, weight):
    slope = weight.flatten()[0] if weight.numel() == 1 else weight[(None, slice(None), *[None] * (x.dim() - 2))]
    return where(gt(x, 0), x, mul(slope, x))


def rrelu(x, lower=1 / 8, upper=1 / 3, training=False):
    slope = rand_like(x).mul(upper - lower).add(lower) if training else full_like(x, (lower + upper) / 2)
    return where(gt(x, 0), x, mul(slope, x))


def elu(x, alpha=1.0):
    return where(gt(x, 0), x, mul(expm1(clamp(x, max=0)), alpha))


def selu(x):
    return mul(elu(x, 1.6732632423543772), 1.0507009873554805)
