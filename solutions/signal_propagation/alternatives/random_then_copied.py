"""Draws with randn and rand, and copies into the weight through .data."""

import torch
from torch import nn


def he_normal_(w):
    w.data.copy_(torch.randn(w.shape) * (2.0 / w.size(1)) ** 0.5)
    return w


def lecun_normal_(w):
    w.data = torch.randn_like(w.data) / w.size(1) ** 0.5
    return w


def xavier_uniform_(w):
    fan_out, fan_in = w.shape
    bound = (6.0 / (fan_in + fan_out)) ** 0.5
    w.data.copy_((2 * torch.rand(fan_out, fan_in) - 1) * bound)
    return w


def signal_statistics(depth, width, activation, init, x):
    layers = []
    for _ in range(depth):
        layer = nn.Linear(width, width, bias=False)
        {"he": he_normal_, "lecun": lecun_normal_, "xavier": xavier_uniform_}[init](layer.weight)
        layers.append(layer)
    act = {"relu": nn.ReLU(), "tanh": nn.Tanh(), "sigmoid": nn.Sigmoid(), "selu": nn.SELU(), "identity": nn.Identity()}
    means, variances = [], []
    h = x
    with torch.no_grad():
        for layer in layers:
            h = act[activation](layer(h))
            means.append(float(torch.mean(h)))
            variances.append(float(((h - h.mean()) ** 2).mean()))
    return means, variances
