"""You have 2 / pi, about 0.637, in front of the bracket. The formula takes its square root, about 0.798."""

import math

import torch


def gelu_tanh(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * (1 + torch.tanh(2 / math.pi * (x + 0.044715 * x**3)))
