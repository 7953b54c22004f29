"""Your function scales the negative entries inside the tensor that it was given: whoever calls it loses their
data, and autograd forbids it for a tensor that needs a gradient. Build a new tensor, or work on a copy.
"""

import torch


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    x[x < 0] *= negative_slope
    return x
