"""Your values are right, but the gradient at exactly 0 comes out as 0 instead of 1: `abs` and `sign` have slope 0
there. Choose the side with `torch.where` on x and -x instead, or clamp x and use one formula.
"""

import torch


def tanh(x):
    shrunk = torch.exp(-2 * torch.abs(x))
    return torch.sign(x) * (1 - shrunk) / (1 + shrunk)
