"""The form with one exponential, (e^2x - 1) / (e^2x + 1), has its factor of 2 already, and yours counts it twice:
your slope at 0 is 2.
"""

import torch


def tanh(x):
    grown = torch.expm1(4 * torch.clamp(x, -15, 15))
    return grown / (grown + 2)
