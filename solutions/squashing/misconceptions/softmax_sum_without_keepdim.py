"""The maximum keeps its dimension, but your sum along `dim` loses it, and what is left lines up with the wrong one
or with none: give the sum `keepdim=True` as well.
"""

import torch


def softmax(x, dim=-1):
    powers = torch.exp(x - x.amax(dim, keepdim=True))
    return powers / powers.sum(dim)
