"""Your function always scales by 0.01. That is only what negative_slope is when nobody says otherwise: use the
argument.
"""

import torch


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    return torch.where(x > 0, x, 0.01 * x)
