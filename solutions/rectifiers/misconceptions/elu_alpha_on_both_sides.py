"""Your alpha scales the positive inputs too. They pass as they are; alpha belongs to the negative side only."""

import torch


def elu(x: torch.Tensor, alpha: float = 1.0) -> torch.Tensor:
    return alpha * torch.where(x > 0, x, torch.expm1(x.clamp(max=0)))
