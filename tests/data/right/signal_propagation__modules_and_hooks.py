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
    """A network of nn.Linear without biases, watched by hooks."""
    make = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "selu": nn.SELU, "identity": nn.Identity}[activation]
    layers = []
    for _ in range(depth):
        linear = nn.Linear(width, width, bias=False)
        if init == "he":
            he_normal_(linear.weight)
        elif init == "lecun":
            lecun_normal_(linear.weight)
        else:
            xavier_uniform_(linear.weight)
        layers.append(linear)
        layers.append(make())
    means, variances = [], []

    def note(module, inputs, output):
        means.append(float(output.mean()))
        variances.append(float(output.var(unbiased=False)))

    net = nn.Sequential(*layers)
    for i, layer in enumerate(net):
        if i % 2 == 1:
            layer.register_forward_hook(note)
    net(x)
    return means, variances
