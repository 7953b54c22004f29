"""Your function answers 1 where x is positive: that says whether the neuron is active, and it is ReLU's
derivative. The function itself passes x on.
"""

import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    return (x > 0).to(x.dtype)
