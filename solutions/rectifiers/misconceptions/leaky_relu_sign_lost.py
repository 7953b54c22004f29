"""Your function answers negative inputs with positive numbers. The slope multiplies x itself, sign and all; no
absolute value is taken.
"""

import torch


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    return torch.where(x > 0, x, negative_slope * x.abs())
