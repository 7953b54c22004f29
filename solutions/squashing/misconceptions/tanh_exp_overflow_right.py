"""Far on the right e^2x overflows above and below the line, and inf / inf is NaN. The mirrored form in e^-2x is
safe there but fails on the left: keep the exponent from being large on either side.
"""

import torch


def tanh(x):
    grown = torch.exp(2 * x)
    return (grown - 1) / (grown + 1)
