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


def signal_statistics(depth, width, activation, init, x):
    """Recursion over depth; tensors of no dimension as numbers; a list of two tuples."""
    if depth == 0:
        return [(), ()]
    w = nn.Parameter(torch.empty(width, width))
    match init:
        case "he":
            he_normal_(w)
        case "lecun":
            lecun_normal_(w)
        case "xavier":
            xavier_uniform_(w)
    match activation:
        case "relu":
            y = (x @ w.T).clamp(min=0)
        case "selu":
            y = nn.SELU()(x @ w.T)
        case "tanh" | "sigmoid":
            y = getattr(x @ w.T, activation)()
        case "identity":
            y = x @ w.T
    rest = signal_statistics(depth - 1, width, activation, init, y.detach())
    return (y.mean().item(), *rest[0]), (y.std().item() ** 2, *rest[1])
