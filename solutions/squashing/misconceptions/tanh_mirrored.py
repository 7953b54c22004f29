"""Your curve falls where it should rise: the two exponentials above the line have changed places. tanh of a
positive number is positive.
"""

import torch


def tanh(x):
    x = torch.clamp(x, -20, 20)
    up, down = torch.exp(x), torch.exp(-x)
    return (down - up) / (up + down)
