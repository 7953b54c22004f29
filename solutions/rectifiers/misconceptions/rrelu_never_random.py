"""Your function does the same in training as outside it. With training=True each entry gets a random slope of
its own between lower and upper.
"""

import torch


def rrelu(x: torch.Tensor, lower: float = 1 / 8, upper: float = 1 / 3, training: bool = False) -> torch.Tensor:
    return torch.where(x > 0, x, (lower + upper) / 2 * x)
