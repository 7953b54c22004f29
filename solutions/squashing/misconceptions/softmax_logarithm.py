"""You return the logarithms of the weights: negative numbers, whose exponentials sum to 1. One `exp` is missing at
the end.
"""

import torch


def softmax(x, dim=-1):
    return x - torch.logsumexp(x, dim, keepdim=True)
