"""Your gate is the share of the normal distribution above x, so it closes where it should open. erfc falls from left
to right: look at the sign of what goes into it."""

import math

import torch


def gelu(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * torch.erfc(x / math.sqrt(2))
