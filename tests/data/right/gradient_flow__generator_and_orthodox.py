import torch
from torch import nn


def _activation(name):
    table = nn.ModuleDict({"sigmoid": nn.Sigmoid(), "tanh": nn.Tanh(), "relu": nn.ReLU(), "gelu": nn.GELU()})
    if name not in table:
        raise ValueError(f"{name}: one of {list(table)}")
    return table[name]


def build_mlp(depth, width, activation, in_features, out_features, init):
    if init not in {"he", "xavier"}:
        raise ValueError(init)
    layers, n = [], in_features
    for _ in range(depth):
        layers.append(nn.Linear(n, width, bias=True))
        layers.append(_activation(activation))
        n = width
    if depth == 0:
        _activation(activation)
    layers.append(nn.Linear(n, out_features))
    for m in layers:
        if hasattr(m, "weight"):
            fan_in, fan_out = nn.init._calculate_fan_in_and_fan_out(m.weight)
            scale = 2 / fan_in if init == "he" else 2 / (fan_in + fan_out)
            bound = (3 * scale) ** 0.5
            torch.nn.init.uniform_(m.weight, -bound, bound)
            m.bias.data *= 0
    return nn.Sequential(*layers)


@torch.enable_grad()
def gradient_norms(model, loss):
    for p in model.parameters():
        p.grad = None
    torch.autograd.backward(loss, inputs=[m.weight for m in model.modules() if isinstance(m, nn.Linear)])
    out = []
    for m in model.modules():
        if isinstance(m, nn.Linear):
            g = m.weight.grad
            out.append(torch.nn.utils.get_total_norm([g]).item() if g is not None else 0.0)
    return out


def compare_activations(names, depth=20, width=32, init="he", seed=0):
    return {
        name: (
            torch.manual_seed(seed),
            model := build_mlp(depth, width, name, width, 1, init),
            gradient_norms(model, model(torch.randn(64, width)).mean()),
        )[-1]
        for name in names
    }
