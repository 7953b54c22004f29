"""Your values are right, but autograd cannot follow them: `.detach()`, `.data`, `.item()`, NumPy and `no_grad` cut
the way back. Stay with torch operations on `x` itself.
"""

import torch


def tanh(x):
    grown = torch.expm1(2 * torch.clamp(x, -20, 20))
    return (grown / (grown + 2)).detach()
