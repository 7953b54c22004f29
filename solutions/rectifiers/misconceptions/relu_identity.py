"""Your function gives every input back as it is, the negative ones too. Negative entries become 0."""

import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    return 1.0 * x
