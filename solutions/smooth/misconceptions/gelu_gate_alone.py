"""You return the share Phi(x) itself. GELU multiplies the input by it: at 0 the answer is 0, and large inputs pass
through."""

import math

import torch


def gelu(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * (1 + torch.erf(x / math.sqrt(2)))
