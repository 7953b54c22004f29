"""Your values are right, but the gradient at exactly 0 comes out as 0 instead of 1/4: `abs` has slope 0 there, and
all of your gradient passes through it. Choose the side with `torch.where` on x and -x instead, or use a clamp
or a logarithm.
"""

import torch


def sigmoid(x):
    shrunk = torch.exp(-torch.abs(x))
    return torch.where(x >= 0, 1 / (1 + shrunk), shrunk / (1 + shrunk))
