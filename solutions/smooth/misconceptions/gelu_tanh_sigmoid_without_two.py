"""You turned (1 + tanh(u)) / 2 into sigmoid(u). It is the sigmoid of twice u."""

import math

import torch


def gelu_tanh(x: torch.Tensor) -> torch.Tensor:
    return x * torch.sigmoid(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))
