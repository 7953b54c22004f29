"""Your function writes zeros into the tensor that it was given: whoever calls it loses their data, and autograd
forbids it for a tensor that needs a gradient. Build a new tensor, or work on a copy.
"""

import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    x[x < 0] = 0
    return x
