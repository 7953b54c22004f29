"""A number (0-d) comes back with shape (1,): it took the dimension of the weight on. Where there is one weight,
turn it into a number too before you multiply, or give the answer the shape of x.
"""

import torch


def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    slope = weight if weight.numel() == 1 else weight.reshape(-1, *[1] * (x.dim() - 2))
    return torch.where(x > 0, x, slope * x)
