"""sqrt(2 / (fan_in + fan_out)) is the standard deviation. A uniform distribution of that deviation reaches further, by a factor of sqrt(3): the bound has a 6."""

import math

import torch
from torch import nn


def xavier_uniform_(w):
    a = math.sqrt(2 / (w.shape[0] + w.shape[1]))
    with torch.no_grad():
        return w.uniform_(-a, a)
