"""The layers keep the start that nn.Linear gives them. Draw the weights anew as init says, and set the biases to 0."""

import torch
from torch import nn


def build_mlp(depth, width, activation, in_features, out_features, init):
    if activation not in {"sigmoid", "tanh", "relu", "gelu"} or init not in {"he", "xavier"}:
        raise ValueError("unknown name")
    kinds = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU, "gelu": nn.GELU}
    sizes = [in_features] + [width] * depth + [out_features]
    layers = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        linear = nn.Linear(fan_in, fan_out)
        pass
        layers += [linear, kinds[activation]()]
    return nn.Sequential(*layers[:-1])
