"""You divide x by 2 inside erf; the formula divides by the square root of 2."""

import torch


def gelu(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * (1 + torch.erf(x / 2))
