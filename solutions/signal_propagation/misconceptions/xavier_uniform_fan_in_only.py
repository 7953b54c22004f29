"""You count the inputs alone. Xavier takes the mean of inputs and outputs, forwards and backwards."""

import math

import torch
from torch import nn


def xavier_uniform_(w):
    a = math.sqrt(6 / (2 * w.shape[1]))
    with torch.no_grad():
        return w.uniform_(-a, a)
