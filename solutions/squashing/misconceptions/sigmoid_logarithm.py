"""You return the logarithm of sigmoid: negative numbers everywhere, where values between 0 and 1 are wanted. One
`exp` is missing at the end.
"""

import torch


def sigmoid(x):
    return -torch.logaddexp(torch.zeros_like(x), -x)
