"""You wrote the exact GELU, by erf; that is the exercise `gelu`. Here the approximation by tanh is asked for, and the
two differ by up to 0.0005."""

import math

import torch


def gelu_tanh(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))
