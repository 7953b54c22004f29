"""Your values survive an overflow of e^-2x, as 2 / inf = 0, but the gradient does not: far on the left it is 0 *
inf, which is NaN. Keep the exponent from being large.
"""

import torch


def tanh(x):
    return 2 / (1 + torch.exp(-2 * x)) - 1
