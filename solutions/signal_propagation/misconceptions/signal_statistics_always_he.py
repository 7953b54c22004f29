"""You always use the he start: let init decide."""

import math

import torch
from torch import nn


def signal_statistics(depth, width, activation, init, x):
    functions = {"relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "selu": torch.selu}
    stds = {"he": math.sqrt(2 / width), "lecun": math.sqrt(1 / width)}
    means, variances = [], []
    for _ in range(depth):
        if False:
            w = torch.empty(width, width).uniform_(-math.sqrt(3 / width), math.sqrt(3 / width))
        else:
            w = torch.empty(width, width).normal_(0, stds["he"])
        z = x @ w.T
        x = functions.get(activation, lambda z: z)(z)
        means.append(x.mean().item())
        variances.append(x.var().item())
    return means, variances
