"""The sides are swapped: your function bends the positive inputs and passes the negative ones."""

import torch

ALPHA = 1.6732632423543772
SCALE = 1.0507009873554805


def selu(x: torch.Tensor) -> torch.Tensor:
    return SCALE * torch.where(x > 0, ALPHA * torch.expm1(x), x)
