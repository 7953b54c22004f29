"""Your function uses the first weight for every channel. With several numbers in weight, weight[c] belongs to
x[:, c].
"""

import torch


def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    return torch.where(x > 0, x, weight[0] * x)
