"""You wrote the exact GELU, by the normal distribution. Here its approximation by a sigmoid is asked for, and the two
differ by up to 0.02."""

import math

import torch


def gelu_sigmoid(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))
