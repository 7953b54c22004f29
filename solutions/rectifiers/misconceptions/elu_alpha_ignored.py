"""Your function is right for alpha = 1 only: the argument is not used. It multiplies exp(x) - 1 on the negative
side.
"""

import torch


def elu(x: torch.Tensor, alpha: float = 1.0) -> torch.Tensor:
    return torch.where(x > 0, x, torch.expm1(x.clamp(max=0)))
