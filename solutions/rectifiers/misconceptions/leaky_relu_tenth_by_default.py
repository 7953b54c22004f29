"""Without a second argument your function scales by 0.1. The default of negative_slope is 0.01, as in the stub:
leave the line with def as it was.
"""

import torch


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.1) -> torch.Tensor:
    return torch.where(x > 0, x, negative_slope * x)
