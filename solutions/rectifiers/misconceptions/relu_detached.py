"""The values are right, but autograd cannot see how they came from x, so nothing in front of this function would
ever learn. Take out detach, data, no_grad, or whatever cuts x off.
"""

import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    return x.detach().clamp(min=0)
