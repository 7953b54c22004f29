"""Inside erf you multiply x by the square root of 2 where the formula divides by it, so your gate is twice as steep
as it should be."""

import math

import torch


def gelu(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * (1 + torch.erf(x * math.sqrt(2)))
