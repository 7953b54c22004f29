"""Python divides before it adds and subtracts: without parentheses around the top and the bottom only the two
terms in the middle form a fraction.
"""

import torch


def tanh(x):
    up, down = torch.exp(x), torch.exp(-x)
    return up - down / up + down
