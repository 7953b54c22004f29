"""The logarithm of e^(beta x) alone is beta x again, so your answer is a straight line: the 1 inside the logarithm
makes the bend.
"""

import torch


def softplus(x, beta=1.0):
    return torch.log(torch.exp(torch.clamp(beta * x, -80, 80))) / beta
