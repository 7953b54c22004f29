"""You left out a half: 1 + erf(...) runs from 0 to 2, a share from 0 to 1. As it stands, large inputs come out
doubled."""

import math

import torch


def gelu(x: torch.Tensor) -> torch.Tensor:
    return x * (1 + torch.erf(x / math.sqrt(2)))
