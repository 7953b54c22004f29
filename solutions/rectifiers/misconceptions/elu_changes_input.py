"""Your function writes into the tensor that it was given: whoever calls it loses their data, and autograd
forbids it for a tensor that needs a gradient. Build a new tensor, or work on a copy.
"""

import torch


def elu(x: torch.Tensor, alpha: float = 1.0) -> torch.Tensor:
    negative = x < 0
    x[negative] = alpha * torch.expm1(x[negative])
    return x
