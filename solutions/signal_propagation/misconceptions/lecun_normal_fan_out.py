"""You divide by the number of rows, which are the outputs. A weight has the shape (fan_out, fan_in): the inputs are the columns."""

import math

import torch
from torch import nn


def lecun_normal_(w):
    std = math.sqrt(1 / w.shape[0])
    with torch.no_grad():
        return w.normal_(0, std)
