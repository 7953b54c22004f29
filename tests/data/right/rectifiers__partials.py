import math
import torch
import torch.nn.functional as F
from torch import nn

from functools import partial, singledispatch
@singledispatch
def piecewise(x, *_, **__):
    raise TypeError(type(x))
@piecewise.register
def _(x: torch.Tensor, left=None, scale=1.0):
    return scale * torch.where(x > 0, x, left(x.clamp(max=0)))
relu = partial(piecewise, left=torch.zeros_like)
selu = partial(piecewise, left=lambda v: 1.6732632423543772 * torch.expm1(v), scale=1.0507009873554805)


def leaky_relu(x, negative_slope=0.01): return torch.where(x > 0, x, negative_slope * x)

def prelu(x, weight):
    w = weight if weight.numel() > 1 and x.dim() > 1 else weight.reshape(())
    if w.dim(): w = w.reshape(1, -1, *[1] * (x.dim() - 2))
    return torch.where(x > 0, x, w * x)

def rrelu(x, lower=1/8, upper=1/3, training=False):
    s = lower + (upper - lower) * torch.rand_like(x) if training else (lower + upper) / 2
    return torch.where(x > 0, x, s * x)

def elu(x, alpha=1.0): return torch.where(x > 0, x, alpha * torch.expm1(x.clamp(max=0)))

