"""The sides are swapped: your function bends the positive inputs and passes the negative ones."""

import torch


def elu(x: torch.Tensor, alpha: float = 1.0) -> torch.Tensor:
    return torch.where(x > 0, alpha * torch.expm1(x), x)
