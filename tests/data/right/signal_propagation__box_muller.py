import math

import torch
from torch import nn


def _gauss(shape):
    """Normal numbers from two uniform ones (Box and Muller)."""
    u = 1 - torch.rand(shape, dtype=torch.float64)
    v = torch.rand(shape, dtype=torch.float64)
    return torch.sqrt(-2 * torch.log(u)) * torch.cos(2 * math.pi * v)


@torch.no_grad()
def he_normal_(w):
    w.copy_(_gauss(w.shape) * math.sqrt(2 / w.shape[1]))
    return w


@torch.no_grad()
def lecun_normal_(w):
    w[:] = _gauss(w.shape) / math.sqrt(w.shape[1])
    return w


@torch.no_grad()
def xavier_uniform_(w):
    lo = -math.sqrt(6 / (w.shape[0] + w.shape[1]))
    w[...] = torch.lerp(torch.full_like(w, lo), torch.full_like(w, -lo), torch.rand_like(w))
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
