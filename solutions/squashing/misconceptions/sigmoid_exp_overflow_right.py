"""Your e^x overflows far on the right, and inf / inf is NaN. Divide above and below by e^x to see the form that is
safe on that side, and let no exponential see a large number.
"""

import torch


def sigmoid(x):
    return torch.exp(x) / (1 + torch.exp(x))
