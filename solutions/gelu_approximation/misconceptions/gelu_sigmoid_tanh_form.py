"""You wrote GELU's approximation by tanh and a cubic. Here the one by a sigmoid is asked for, which is rougher: the
two differ by up to 0.02."""

import math

import torch


def gelu_sigmoid(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
