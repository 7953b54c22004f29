"""Every layer starts from x again. A layer works on what the layer before gave."""

import math

import torch
from torch import nn


def signal_statistics(depth, width, activation, init, x):
    functions = {"relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "selu": torch.selu}
    stds = {"he": math.sqrt(2 / width), "lecun": math.sqrt(1 / width)}
    means, variances = [], []
    for _ in range(depth):
        if init == "xavier":
            w = torch.empty(width, width).uniform_(-math.sqrt(3 / width), math.sqrt(3 / width))
        else:
            w = torch.empty(width, width).normal_(0, stds[init])
        h = functions.get(activation, lambda z: z)(x @ w.T)
        means.append(h.mean().item())
        variances.append(h.var().item())
    return means, variances
