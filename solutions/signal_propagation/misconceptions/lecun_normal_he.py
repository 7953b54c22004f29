"""This is the he start: without the 2, the variance of lecun is 1 / fan_in."""

import math

import torch
from torch import nn


def lecun_normal_(w):
    std = math.sqrt(2 / w.shape[1])
    with torch.no_grad():
        return w.normal_(0, std)
