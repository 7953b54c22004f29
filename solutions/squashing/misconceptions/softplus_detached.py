"""Your values are right, but autograd cannot follow them: `.detach()`, `.data`, `.item()`, NumPy and `no_grad` cut
the way back. Stay with torch operations on `x` itself.
"""

import torch


def softplus(x, beta=1.0):
    return (torch.logaddexp(beta * x, torch.zeros_like(x)) / beta).detach()
