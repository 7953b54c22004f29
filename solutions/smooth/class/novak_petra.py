"""Petra Novak: a decorator does the arithmetic in double precision and rounds at the end."""
from __future__ import annotations

import functools
import math
from typing import Callable

import torch


def precise(function: Callable[[torch.Tensor], torch.Tensor]) -> Callable[[torch.Tensor], torch.Tensor]:
    @functools.wraps(function)
    def inner(x: torch.Tensor) -> torch.Tensor:
        return function(x.double()).type_as(x)

    return inner


@precise
def silu(x):
    return x / 2 * (1 + torch.tanh(x / 2))


@precise
def gelu(x):
    return x / 2 * torch.erfc(-x / math.sqrt(2))


@precise
def gelu_tanh(x):
    return x / 2 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


@precise
def mish(x):
    return x * torch.tanh(torch.log1p(torch.exp(-x.abs())) + torch.relu(x))


@precise
def hardswish(x):
    return x * torch.gt(x, -3).type_as(x) * torch.clamp(x + 3, max=6) / 6
