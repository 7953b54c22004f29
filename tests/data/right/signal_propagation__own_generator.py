import math

import torch
from torch import nn

GEN = torch.Generator().manual_seed(2024)


def he_normal_(w):
    with torch.no_grad():
        torch.nn.init.normal_(w, 0.0, math.sqrt(2 / w.size(1)), generator=GEN)
    return w


def lecun_normal_(w):
    return nn.init.normal_(w, mean=0.0, std=w.size(1) ** -0.5, generator=GEN)


def xavier_uniform_(w):
    a = math.sqrt(3.0) * math.sqrt(2.0 / sum(w.shape))
    return nn.init.uniform_(w, -a, a, generator=GEN)


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
