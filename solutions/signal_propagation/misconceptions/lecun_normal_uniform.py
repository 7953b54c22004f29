"""You draw uniformly. The name says normal."""

import math

import torch
from torch import nn


def lecun_normal_(w):
    std = math.sqrt(1 / w.shape[1])
    with torch.no_grad():
        return w.uniform_(-math.sqrt(3) * std, math.sqrt(3) * std)
