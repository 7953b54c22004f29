# loses: compare_activations
import torch
from torch import nn

ACT = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU, "gelu": nn.GELU}


def build_mlp(depth, width, activation, in_features, out_features, init):
    if activation not in ACT:
        raise ValueError(activation)
    if init not in ("he", "xavier"):
        raise ValueError(init)
    layers, size = [], in_features
    for i in range(depth + 1):
        out = out_features if i == depth else width
        l = nn.Linear(size, out)
        std = (2 / size) ** 0.5 if init == "he" else (2 / (size + out)) ** 0.5
        nn.init.normal_(l.weight, 0, std)
        nn.init.zeros_(l.bias)
        layers.append(l)
        if i < depth:
            layers.append(ACT[activation]())
        size = out
    return nn.Sequential(*layers)


def gradient_norms(model, loss):
    ws = [m.weight for m in model.modules() if isinstance(m, nn.Linear)]
    gs = torch.autograd.grad(loss, ws, allow_unused=True, retain_graph=True)
    return [0.0 if g is None else g.norm().item() for g in gs]


def compare_activations(names, depth=20, width=32, init="he", seed=0):
    out = {}
    for name in names:
        torch.manual_seed(seed)
        x = torch.randn(64, width)
        model = build_mlp(depth, width, name, width, 1, init)
        out[name] = gradient_norms(model, model(x).mean())
    return out
