"""Your function gives the same number for all negative inputs: the slope itself. It has to be multiplied by x."""

import torch


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    return torch.where(x > 0, x, torch.full_like(x, negative_slope))
