"""You set the seed inside the function, so that every weight gets the same numbers, in all layers. Draw without setting a seed."""

import math

import torch
from torch import nn


def xavier_uniform_(w):
    a = math.sqrt(6 / sum(w.shape))
    torch.manual_seed(0)
    with torch.no_grad():
        return w.uniform_(-a, a)
