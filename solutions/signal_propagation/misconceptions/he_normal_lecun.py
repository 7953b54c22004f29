"""The 2 is missing: this is the lecun start. ReLU drops half of the signal, and the 2 makes up for it."""

import math

import torch
from torch import nn


def he_normal_(w):
    std = math.sqrt(1 / w.shape[1])
    with torch.no_grad():
        return w.normal_(0, std)
