"""Every answer is an instance of a module class, called like a function."""

import torch
from torch import nn


class Rectifier(nn.Module):
    """x where it is positive, and what bend makes of it elsewhere."""

    def bend(self, x, *args, **kwargs):
        return torch.zeros_like(x)

    def forward(self, x, *args, **kwargs):
        return torch.where(x > 0, x, self.bend(x, *args, **kwargs))


class Leaky(Rectifier):
    def bend(self, x, negative_slope=0.01):
        return x.mul(negative_slope)


class Parametric(Rectifier):
    def bend(self, x, weight):
        if weight.numel() == 1:
            return x * weight.view([])
        return torch.einsum("nc...,c->nc...", x, weight)


class Randomized(Rectifier):
    def bend(self, x, lower=1 / 8, upper=1 / 3, training=False):
        if not training:
            return x * ((lower + upper) / 2)
        return x * torch.lerp(x.new_full(x.shape, lower), x.new_full(x.shape, upper), torch.rand_like(x))


class Exponential(Rectifier):
    def __init__(self, scale=1.0, alpha=1.0):
        super().__init__()
        self.scale, self.alpha = scale, alpha

    def bend(self, x, alpha=None):
        alpha = self.alpha if alpha is None else alpha
        return alpha * torch.expm1(torch.minimum(x, torch.zeros_like(x)))

    def forward(self, x, *args, **kwargs):
        return super().forward(x, *args, **kwargs) * self.scale


relu = Rectifier()
leaky_relu = Leaky()
prelu = Parametric()
rrelu = Randomized()
elu = Exponential()
selu = Exponential(scale=1.0507009873554805, alpha=1.6732632423543772)
