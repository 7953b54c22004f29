"""Your function answers negative inputs with the wrong sign. The weight multiplies x itself, sign and all; no
absolute value is taken.
"""

import torch


def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    slope = weight.reshape(()) if weight.numel() == 1 else weight.reshape(-1, *[1] * (x.dim() - 2))
    return torch.where(x > 0, x, slope * x.abs())
