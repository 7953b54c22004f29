"""Your function multiplies every input by negative_slope. Positive inputs pass as they are."""

import torch


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    return negative_slope * x
