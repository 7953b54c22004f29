"""Your function is ELU with SELU's alpha: the factor scale is missing. It multiplies both sides, so positive
inputs grow by about five percent.
"""

import torch

ALPHA = 1.6732632423543772


def selu(x: torch.Tensor) -> torch.Tensor:
    return torch.where(x > 0, x, ALPHA * torch.expm1(x.clamp(max=0)))
