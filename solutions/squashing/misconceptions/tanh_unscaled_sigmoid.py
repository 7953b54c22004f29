"""Your curve is tanh(x/2): it runs from -1 to 1, but with slope 1/2 at 0 instead of 1. The sigmoid inside 2 s - 1, or
the single exponential inside (e^.. - 1) / (e^.. + 1), has to see 2x.
"""

import torch


def tanh(x):
    return 2 * torch.exp(-torch.logaddexp(torch.zeros_like(x), -x)) - 1
