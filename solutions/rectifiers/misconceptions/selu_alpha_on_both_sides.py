"""Your function multiplies both sides by alpha. Only scale belongs to both; alpha stays with exp(x) - 1."""

import torch

ALPHA = 1.6732632423543772
SCALE = 1.0507009873554805


def selu(x: torch.Tensor) -> torch.Tensor:
    return SCALE * ALPHA * torch.where(x > 0, x, torch.expm1(x.clamp(max=0)))
