"""Your function is scale times ELU with alpha = 1. SELU has an alpha of its own on the negative side, about 1.673."""

import torch

SCALE = 1.0507009873554805


def selu(x: torch.Tensor) -> torch.Tensor:
    return SCALE * torch.where(x > 0, x, torch.expm1(x.clamp(max=0)))
