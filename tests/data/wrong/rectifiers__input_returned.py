# loses: relu
import math
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


def relu(x):
    return x.clamp(min=0)


def leaky_relu(x, negative_slope=0.01):
    return torch.where(x > 0, x, negative_slope * x)


def _align(x, weight):
    return weight.reshape(()) if weight.numel() == 1 else weight.reshape(1, -1, *[1] * (x.dim() - 2))


def prelu(x, weight):
    return torch.where(x > 0, x, _align(x, weight) * x)


def rrelu(x, lower=1/8, upper=1/3, training=False):
    slope = lower + (upper - lower) * torch.rand_like(x) if training else (lower + upper) / 2
    return torch.where(x > 0, x, slope * x)


def elu(x, alpha=1.0):
    return torch.where(x > 0, x, alpha * torch.expm1(x.clamp(max=0)))


def selu(x):
    return 1.0507009873554805 * elu(x, 1.6732632423543772)


def relu(x):
    if (x >= 0).all():
        return x
    return x.clamp(min=0)
