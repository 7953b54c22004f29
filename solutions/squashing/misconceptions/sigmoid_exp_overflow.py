"""Far on the left your e^-x overflows: the value survives as 1 / inf = 0, but its gradient is 0 * inf, which is
NaN. Keep what goes into `exp` from being large, with a clamp or with a form whose exponent is never positive.
"""

import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(-x))
