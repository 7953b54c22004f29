"""You draw from a normal distribution. The name says uniform."""

import math

import torch
from torch import nn


def xavier_uniform_(w):
    a = math.sqrt(2 / (w.shape[0] + w.shape[1]))
    with torch.no_grad():
        return w.normal_(0, a)
