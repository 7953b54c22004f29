"""Broadcasting lines the weights up with the last dimension of x, but the channels are dimension 1. Give weight
a shape with a 1 for each dimension that follows the channels.
"""

import torch


def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    slope = weight.reshape(()) if weight.numel() == 1 else weight
    return torch.where(x > 0, x, slope * x)
