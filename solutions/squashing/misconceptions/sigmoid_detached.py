"""Your values are right, but autograd cannot follow them: `.detach()`, `.data`, `.item()`, NumPy and `no_grad` cut
the way back. Stay with torch operations on `x` itself.
"""

import torch


def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x)).detach()
