"""Your function uses the mean of the weights for every channel. With several numbers in weight, weight[c]
belongs to x[:, c].
"""

import torch


def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    return torch.where(x > 0, x, weight.mean() * x)
