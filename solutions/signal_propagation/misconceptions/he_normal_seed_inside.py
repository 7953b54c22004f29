"""You set the seed inside the function, so that every weight gets the same numbers, in all layers. Draw without setting a seed."""

import math

import torch
from torch import nn


def he_normal_(w):
    torch.manual_seed(0)
    with torch.no_grad():
        return w.normal_(0, math.sqrt(2 / w.shape[1]))
