"""Your function gives x dimensions that it does not have, since it lines up a single weight as if it were one per
channel. One weight serves an x of any shape, also one without channels, and x must keep its shape.
"""

import torch


def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    slope = weight.reshape(1, -1, *[1] * (x.dim() - 2))
    return torch.where(x > 0, x, slope * x)
