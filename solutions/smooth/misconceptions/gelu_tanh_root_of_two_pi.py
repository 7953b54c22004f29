"""The factor in front of the bracket is the root of 2 divided by pi, about 0.798. You have the root of 2 times pi,
about 2.507."""

import math

import torch


def gelu_tanh(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 * math.pi) * (x + 0.044715 * x**3)))
