"""Your two branches are right, but autograd goes through both: the one that `torch.where` does not choose still
overflows, and its gradient of 0 * inf is NaN. Make what goes into each `exp` safe before it gets there.
"""

import torch


def tanh(x):
    right = (1 - torch.exp(-2 * x)) / (1 + torch.exp(-2 * x))
    left = (torch.exp(2 * x) - 1) / (torch.exp(2 * x) + 1)
    return torch.where(x >= 0, right, left)
