"""Python divides before it adds, so `1 / 1 + ...` is 1 + ... and not a fraction: put the whole denominator in
parentheses.
"""

import torch


def sigmoid(x):
    return 1 / 1 + torch.exp(-x)
