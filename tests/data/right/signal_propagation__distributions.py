import math

import torch
from torch import nn


def he_normal_(w):
    normal = torch.distributions.Normal(0.0, math.sqrt(2 / w.size(1)))
    w.data.copy_(normal.sample(w.shape))
    return w


def lecun_normal_(w):
    torch.normal(0.0, math.sqrt(1 / w.size(1)), size=tuple(w.shape), out=w.data) if w.dtype == torch.get_default_dtype() else w.data.normal_(0, w.size(1) ** -0.5)
    return w


def xavier_uniform_(w):
    a = math.sqrt(6 / (w.size(0) + w.size(1)))
    w.data.copy_(torch.distributions.Uniform(-a, a).sample(w.size()))
    return w


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
