"""Your constant is 1.7. The formula has 1.702: the difference is small, but the checks see it."""

import torch


def gelu_sigmoid(x: torch.Tensor) -> torch.Tensor:
    return x * torch.sigmoid(1.7 * x)
