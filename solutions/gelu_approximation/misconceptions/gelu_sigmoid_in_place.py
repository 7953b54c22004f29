"""Your values are right, but an operation whose name ends in `_` wrote the answer into the caller's own tensor, and
autograd refuses that on an input it needs. Make a new tensor instead."""

import torch


def gelu_sigmoid(x: torch.Tensor) -> torch.Tensor:
    return x.mul_(torch.sigmoid(1.702 * x))
