"""Your function lines the weights up with dimension 0 of x, which counts the examples of the batch. The channels
are dimension 1.
"""

import torch


def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    slope = weight.reshape(()) if weight.numel() == 1 else weight.reshape(-1, *[1] * (x.dim() - 1))
    return torch.where(x > 0, x, slope * x)
