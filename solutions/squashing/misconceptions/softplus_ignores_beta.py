"""Your answer is the same for every `beta`. It stands in two places of the formula: inside the exponential and
under the logarithm.
"""

import torch


def softplus(x, beta=1.0):
    del beta
    return torch.logaddexp(x, torch.zeros_like(x))
