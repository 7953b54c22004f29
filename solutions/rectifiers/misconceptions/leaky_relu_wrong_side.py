"""The slope is on the wrong side: your function scales the positive inputs and passes the negative ones. It is
the negative inputs that are multiplied by negative_slope.
"""

import torch


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    return torch.where(x > 0, negative_slope * x, x)
