"""torch.nn.init's plain normal_ and uniform_; a helper for the fans; tuples."""

import torch
import torch.nn.functional as F
from torch.nn import init as start


def fans(w):
    return w.shape[-1], w.shape[0]


def he_normal_(w):
    fan_in, _ = fans(w)
    return start.normal_(w, mean=0.0, std=(2 / fan_in) ** 0.5)


def lecun_normal_(w):
    fan_in, _ = fans(w)
    return start.normal_(w, std=fan_in**-0.5)


def xavier_uniform_(w):
    limit = (6 / sum(fans(w))) ** 0.5
    return start.uniform_(w, a=-limit, b=limit)


FILL = {"he": he_normal_, "lecun": lecun_normal_, "xavier": xavier_uniform_}


def signal_statistics(depth, width, activation, init, x):
    signal = x.clone()
    found = []
    for _ in range(depth):
        weight = FILL[init](torch.zeros(width, width))
        signal = F.linear(signal, weight)
        if activation != "identity":
            signal = getattr(torch, activation)(signal)
        variance, mean = torch.var_mean(signal)
        found.append((mean.item(), variance.item()))
    return tuple(m for m, _ in found), tuple(v for _, v in found)
