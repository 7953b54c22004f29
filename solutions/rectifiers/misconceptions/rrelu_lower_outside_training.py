"""Outside training your function uses lower as its slope. Use the mean of lower and upper: what the random
slopes are on average.
"""

import torch


def rrelu(x: torch.Tensor, lower: float = 1 / 8, upper: float = 1 / 3, training: bool = False) -> torch.Tensor:
    slope = lower + (upper - lower) * torch.rand_like(x) if training else lower
    return torch.where(x > 0, x, slope * x)
