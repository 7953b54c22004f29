"""The constant in front of the cubic lost a digit: you have 0.04715. Compare it with the formula, digit by digit."""

import math

import torch


def gelu_tanh(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.04715 * x**3)))
