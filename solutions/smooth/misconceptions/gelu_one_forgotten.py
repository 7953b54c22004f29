"""You left out the 1 in front of erf. erf runs from -1 to 1; only 1 + erf, halved, is a share between 0 and 1."""

import math

import torch


def gelu(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * torch.erf(x / math.sqrt(2))
