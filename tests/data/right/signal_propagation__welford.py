import math

import torch
from torch import nn


def he_normal_(w):
    with torch.no_grad():
        return w.normal_(0, math.sqrt(2 / w.shape[1]))


def lecun_normal_(w):
    with torch.no_grad():
        return w.normal_(0, math.sqrt(1 / w.shape[1]))


def xavier_uniform_(w):
    a = math.sqrt(6 / (w.shape[0] + w.shape[1]))
    with torch.no_grad():
        return w.uniform_(-a, a)


class Running:
    """Welford's running mean and variance, in batches (Chan et al.)."""

    def __init__(self):
        self.n, self.mean, self.m2 = 0, 0.0, 0.0

    def push(self, row):
        n, mean, m2 = row.numel(), row.mean().item(), ((row - row.mean()) ** 2).sum().item()
        delta, total = mean - self.mean, self.n + n
        self.m2 += m2 + delta**2 * self.n * n / total
        self.mean += delta * n / total
        self.n = total


def signal_statistics(depth, width, activation, init, x):
    import torch.nn.functional as F
    x = x.double()
    pairs = []
    for _ in range(depth):
        w = torch.empty(width, width)
        if init == "he": he_normal_(w)
        if init == "lecun": lecun_normal_(w)
        if init == "xavier": xavier_uniform_(w)
        x = x.matmul(w.double().t())
        if activation != "identity":
            x = getattr(torch, activation)(x)
        running = Running()
        for row in x:
            running.push(row)
        pairs.append((running.mean, running.m2 / running.n))
    return tuple(map(list, zip(*pairs)))
