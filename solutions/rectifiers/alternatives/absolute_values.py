"""Takes the two sides apart with absolute values, and never compares anything."""

import torch


def positive_part(x):
    return (x + x.abs()) / 2


def negative_part(x):
    return (x - x.abs()) / 2


def leaky(x, slope):
    return positive_part(x) + slope * negative_part(x)


def relu(x):
    return positive_part(x)


def leaky_relu(x, negative_slope=0.01):
    return leaky(x, negative_slope)


def prelu(x, weight):
    if len(weight) == 1:
        return leaky(x, weight.squeeze())
    return leaky(x.movedim(1, -1), weight).movedim(-1, 1)


def rrelu(x, lower=1 / 8, upper=1 / 3, training=False):
    middle, half = (upper + lower) / 2, (upper - lower) / 2
    return leaky(x, middle + half * (2 * torch.rand(x.shape, dtype=x.dtype) - 1)) if training else leaky(x, middle)


def elu(x, alpha=1.0):
    return positive_part(x) + alpha * torch.expm1(negative_part(x))


def selu(x):
    scale, alpha = 1.0507009873554804934, 1.6732632423543772848
    return scale * positive_part(x) + scale * alpha * torch.expm1(negative_part(x))
