"""The square root of 2 / pi multiplies your x but not your cubic. Both stand inside the bracket that it
multiplies."""

import math

import torch


def gelu_tanh(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * x + 0.044715 * x**3))
