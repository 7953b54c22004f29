"""A decorator builds each function from its negative side alone; extra arguments have their defaults there."""

import functools

import torch


def rectifier(negative_side):
    """Pass x where it is positive; elsewhere answer what negative_side makes of min(x, 0)."""

    @functools.wraps(negative_side)
    def whole(x, *args, **kwargs):
        zero = torch.zeros((), dtype=x.dtype, device=x.device)
        return torch.where(x > zero, x, negative_side(torch.minimum(x, zero), *args, **kwargs))

    return whole


@rectifier
def relu(x):
    return x * 0


@rectifier
def leaky_relu(x, negative_slope=0.01):
    return x * negative_slope


@rectifier
def prelu(x, weight):
    if weight.numel() == 1:
        return (x.reshape(-1, 1) @ weight.reshape(1, 1)).reshape(x.shape)
    pieces = [piece * slope for piece, slope in zip(x.split(1, dim=1), weight, strict=True)]
    return torch.cat(pieces, dim=1)


@rectifier
def rrelu(x, lower=1 / 8, upper=1 / 3, training=False):
    share = torch.rand_like(x) if training else 0.5
    return x * (lower * (1 - share) + upper * share)


@rectifier
def elu(x, alpha=1.0):
    return alpha * x.exp() - alpha


class Selu:
    """A callable object."""

    alpha = 1.6732632423543772848170429916717
    scale = 1.0507009873554804934193349852946

    def __call__(self, x):
        return self.scale * elu(x, alpha=self.alpha)


selu = Selu()
