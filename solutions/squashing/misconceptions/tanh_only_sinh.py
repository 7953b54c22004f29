"""(e^x - e^-x) / 2 is sinh, which grows without bound. Divide by (e^x + e^-x) / 2 to bring it between -1 and 1."""

import torch


def tanh(x):
    return torch.sinh(x)
