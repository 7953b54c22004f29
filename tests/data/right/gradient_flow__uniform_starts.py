import math

import torch
from torch.nn import GELU, Linear, ReLU, Sequential, Sigmoid, Tanh, init as start


def build_mlp(depth, width, activation, in_features, out_features, init):
    try:
        act = dict(sigmoid=Sigmoid, tanh=Tanh, relu=ReLU, gelu=GELU)[activation]
        fill = {
            "he": lambda w: start.kaiming_uniform_(w, nonlinearity="relu"),
            "xavier": start.xavier_uniform_,
        }[init]
    except KeyError as error:
        raise ValueError("no such name") from error
    net = Sequential()
    fan_in = in_features
    for k in range(depth):
        net.add_module(f"linear{k}", Linear(fan_in, width))
        net.add_module(f"act{k}", act())
        fan_in = width
    net.add_module("out", Linear(fan_in, out_features))

    def weights(m):
        if isinstance(m, Linear):
            fill(m.weight)
            start.constant_(m.bias, 0.0)

    return net.apply(weights)


def gradient_norms(model, loss):
    caught = {}
    handles = []
    linears = [m for m in model.modules() if isinstance(m, Linear)]
    for k, m in enumerate(linears):
        handles.append(m.weight.register_hook(lambda g, k=k: caught.__setitem__(k, float(torch.linalg.norm(g)))))
    loss.backward()
    for h in handles:
        h.remove()
    return [caught.get(k, 0.0) for k in range(len(linears))]


def compare_activations(names, depth=20, width=32, init="he", seed=0):
    out = {}
    for n in names:
        torch.random.manual_seed(seed)
        m = build_mlp(depth, width, n, width, 1, init)
        x = torch.randn((64, width))
        out[n] = gradient_norms(m, torch.mean(m(x)))
    return out
