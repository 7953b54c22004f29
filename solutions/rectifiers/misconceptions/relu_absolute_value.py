"""Your function flips the sign of negative inputs: that is the absolute value. A rectifier does not mirror them,
it makes them 0.
"""

import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    return torch.abs(x)
