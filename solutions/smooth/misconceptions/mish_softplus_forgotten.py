"""You multiply by tanh(x), which is negative on the left, so negative inputs come out positive. tanh is taken of the
softplus of x."""

import torch


def mish(x: torch.Tensor) -> torch.Tensor:
    return x * torch.tanh(x)
