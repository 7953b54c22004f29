"""Your function jumps at 0: without the - 1 after exp(x) the two sides do not meet."""

import torch

ALPHA = 1.6732632423543772
SCALE = 1.0507009873554805


def selu(x: torch.Tensor) -> torch.Tensor:
    return SCALE * torch.where(x > 0, x, ALPHA * torch.exp(x.clamp(max=0)))
