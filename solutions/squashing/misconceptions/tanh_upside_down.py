"""Your fraction stands on its head: the sum belongs below the line and the difference above, so that tanh(0) is 0
/ 2.
"""

import torch


def tanh(x):
    x = torch.clamp(x, -20, 20)
    up, down = torch.exp(x), torch.exp(-x)
    return (up + down) / (up - down)
