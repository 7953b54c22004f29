"""You divide by the number of outputs. He's start counts the inputs of a layer: variance 2 / fan_in, and a weight's shape is (fan_out, fan_in)."""

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
        std = (2 / fan_out) ** 0.5 if init == "he" else (2 / (fan_in + fan_out)) ** 0.5
        nn.init.normal_(linear.weight, 0, std)
        nn.init.zeros_(linear.bias)
        layers += [linear, kinds[activation]()]
    return nn.Sequential(*layers[:-1])
