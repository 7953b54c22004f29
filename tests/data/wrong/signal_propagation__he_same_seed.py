# loses: he_normal_
import math

import torch
from torch import nn


def he_normal_(w):
    torch.manual_seed(0)
    with torch.no_grad():
        return w.normal_(0, math.sqrt(2 / w.shape[1]))


def lecun_normal_(w):
    with torch.no_grad():
        return w.normal_(0, math.sqrt(1 / w.shape[1]))


def xavier_uniform_(w):
    a = math.sqrt(6 / (w.shape[0] + w.shape[1]))
    with torch.no_grad():
        return w.uniform_(-a, a)


def signal_statistics(depth, width, activation, init, x):
    act = {"relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "selu": torch.selu, "identity": lambda t: t}[activation]
    start = {"he": he_normal_, "lecun": lecun_normal_, "xavier": xavier_uniform_}[init]
    means, variances = [], []
    for _ in range(depth):
        w = start(torch.empty(width, width))
        x = act(x @ w.T)
        means.append(x.mean().item())
        variances.append(x.var().item())
    return means, variances
