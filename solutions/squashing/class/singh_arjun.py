"""Arjun Singh.

I tested with small asserts at the bottom; they run on import, I hope that is fine.
"""

import functools
import math

import torch


def elementwise(limit):
    """Clip the input to [-limit, limit] before the decorated function sees it."""

    def decorator(function):
        @functools.wraps(function)
        def wrapper(x):
            return function(x.clamp(-limit, limit))

        return wrapper

    return decorator


@elementwise(limit=80)
def sigmoid(x):
    return 1 / (1 + torch.pow(math.e, -x))


@elementwise(limit=20)
def tanh(x):
    grown = math.e ** (2 * x)
    return (grown - 1) / (grown + 1)


def softplus(x, beta=1.0):
    return torch.logaddexp(beta * x, torch.zeros_like(x)).div(beta)


def softmax(x, dim=-1):
    x = x.sub(x.amax(dim=dim, keepdim=True))
    return x.exp().div(x.exp().sum(dim=dim, keepdim=True))


assert abs(sigmoid(torch.tensor(0.0)) - 0.5) < 1e-6
assert abs(tanh(torch.tensor(1.0)) - 0.7616) < 1e-4
assert abs(softplus(torch.tensor(0.0)) - math.log(2)) < 1e-6
with torch.no_grad():
    total = softmax(torch.randn(4, 5), dim=0).sum(dim=0)
assert torch.allclose(total, torch.ones(5))
