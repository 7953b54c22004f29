"""Your exponentials are right but do not sum to 1: the largest is 1 by itself. Divide by their sum along `dim`."""

import torch


def softmax(x, dim=-1):
    return torch.exp(x - x.amax(dim, keepdim=True))
