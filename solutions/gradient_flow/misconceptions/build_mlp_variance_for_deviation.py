"""You use the variance as the standard deviation. A weight of variance v is drawn with standard deviation sqrt(v)."""

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
        v = 2 / fan_in if init == "he" else 2 / (fan_in + fan_out)
        nn.init.normal_(linear.weight, 0, v)
        nn.init.zeros_(linear.bias)
        layers += [linear, kinds[activation]()]
    return nn.Sequential(*layers[:-1])
