"""Your values survive an overflow of e^2x, as 2 / inf = 0, but the gradient does not: far on the right it is 0 *
inf, which is NaN. Keep the exponent from being large.
"""

import torch


def tanh(x):
    return 1 - 2 / (torch.exp(2 * x) + 1)
