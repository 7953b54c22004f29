"""Your values are right, but for large inputs `exp(x)` overflows to inf, and in the backward pass 0 * inf gives a
gradient of NaN. Use a softplus that does not let a large number into `exp`."""

import torch


def mish(x: torch.Tensor) -> torch.Tensor:
    return x * torch.tanh(torch.log(1 + torch.exp(x)))
