"""Your weights sum to 1 over the whole tensor instead of along `dim`: a sum without `dim` adds everything up. Keep
the dimension, too, so that the sums line up with `x`.
"""

import torch


def softmax(x, dim=-1):
    del dim
    powers = torch.exp(x - x.max())
    return powers / powers.sum()
