"""Your function reads weight with item, which works for a single number only and cuts off its gradient. Keep
weight a tensor, and shape it so that weight[c] meets x[:, c].
"""

import torch


def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    return torch.where(x > 0, x, weight.item() * x)
