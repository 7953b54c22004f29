"""Your values are right, but they were written into the caller's own tensor, as `*=` and operations whose name ends
in `_` do, and autograd refuses that on an input it needs. Make a new tensor instead."""

import torch


def silu(x: torch.Tensor) -> torch.Tensor:
    return x.mul_(torch.sigmoid(x))
