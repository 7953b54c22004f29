"""Outside training your slope is half the distance from lower to upper. The mean of two numbers is half their sum."""

import torch


def rrelu(x: torch.Tensor, lower: float = 1 / 8, upper: float = 1 / 3, training: bool = False) -> torch.Tensor:
    slope = lower + (upper - lower) * torch.rand_like(x) if training else (upper - lower) / 2
    return torch.where(x > 0, x, slope * x)
