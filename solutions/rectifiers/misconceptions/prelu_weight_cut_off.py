"""The values are right, but weight gets no gradient, so it would never learn. Take out item, detach, data or
whatever turns weight into plain numbers: keep it a tensor.
"""

import torch


def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    slope = weight.detach()
    slope = slope.reshape(()) if weight.numel() == 1 else slope.reshape(-1, *[1] * (x.dim() - 2))
    return torch.where(x > 0, x, slope * x)
