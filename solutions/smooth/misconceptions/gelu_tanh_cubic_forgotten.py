"""You left out the cubic. Without 0.044715 times the cube of x, the approximation is off by as much as 0.03."""

import math

import torch


def gelu_tanh(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * x))
