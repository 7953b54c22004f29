"""Gradients caught by hooks on the weights; the network is a module of its own, with uniform starts."""

import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, sizes, activation):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes[:-1], sizes[1:])])
        self.activation = activation

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = self.activation(layer(x))
        return self.layers[-1](x)


def build_mlp(depth, width, activation, in_features, out_features, init):
    functions = dict(sigmoid=torch.sigmoid, tanh=torch.tanh, relu=torch.relu, gelu=nn.functional.gelu)
    try:
        model = MLP([in_features, *[width] * depth, out_features], functions[activation])
    except KeyError as e:
        raise ValueError(f"no activation {e}") from None
    for layer in model.layers:
        if init == "he":
            nn.init.kaiming_uniform_(layer.weight, nonlinearity="relu")
        elif init == "xavier":
            nn.init.xavier_uniform_(layer.weight)
        else:
            raise ValueError("no init " + init)
        layer.bias.data.zero_()
    return model


def gradient_norms(model, loss):
    linears = [m for _, m in model.named_modules() if type(m) is nn.Linear]
    caught = {}
    handles = [m.weight.register_hook(lambda g, i=i: caught.__setitem__(i, g.detach())) for i, m in enumerate(linears)]
    loss.backward()
    for handle in handles:
        handle.remove()
    return [caught[i].pow(2).sum().sqrt().item() if i in caught else 0.0 for i in range(len(linears))]


def compare_activations(names, depth=20, width=32, init="he", seed=0):
    def one(name):
        torch.manual_seed(seed)
        model = build_mlp(depth=depth, width=width, activation=name, in_features=width, out_features=1, init=init)
        return gradient_norms(model, torch.mean(model(torch.randn(64, width))))

    return {name: one(name) for name in names}
