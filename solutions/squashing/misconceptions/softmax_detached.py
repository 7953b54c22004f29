"""Your values are right, but autograd cannot follow them: `.detach()`, `.data`, `.item()`, NumPy and `no_grad` cut
the way back. Stay with torch operations on `x` itself.
"""

import torch


def softmax(x, dim=-1):
    powers = torch.exp(x - x.amax(dim, keepdim=True))
    return (powers / powers.sum(dim, keepdim=True)).detach()
