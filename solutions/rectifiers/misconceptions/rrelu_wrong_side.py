"""The slope is on the wrong side: your function scales the positive inputs and passes the negative ones. It is
the negative inputs that are multiplied by a slope.
"""

import torch


def rrelu(x: torch.Tensor, lower: float = 1 / 8, upper: float = 1 / 3, training: bool = False) -> torch.Tensor:
    slope = lower + (upper - lower) * torch.rand_like(x) if training else (lower + upper) / 2
    return torch.where(x > 0, slope * x, x)
