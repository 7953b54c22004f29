import numpy as np
import torch
from torch import nn


def build_mlp(depth, width, activation, in_features, out_features, init):
    acts = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU, "gelu": nn.GELU}
    if activation not in acts or init not in ("he", "xavier"):
        raise ValueError
    rng = np.random.default_rng(torch.randint(0, 2**31, (1,)).item())
    parts = []
    sizes = np.array([in_features] + depth * [width] + [out_features]).tolist()
    for i in range(len(sizes) - 1):
        var = 2 / sizes[i] if init == "he" else 2 / (sizes[i] + sizes[i + 1])
        layer = nn.Linear(sizes[i], sizes[i + 1])
        drawn = rng.normal(0.0, np.sqrt(var), size=(sizes[i + 1], sizes[i]))
        layer.weight = nn.Parameter(torch.tensor(drawn, dtype=torch.float32))
        layer.bias = nn.Parameter(torch.zeros(sizes[i + 1]))
        parts.append(layer)
        if i < depth:
            parts.append(acts[activation]())
    return nn.Sequential(*parts)


def gradient_norms(model, loss):
    named = {n for n, m in model.named_modules() if isinstance(m, nn.Linear)}
    wanted = [p for n, p in model.named_parameters() if n.rpartition(".")[0] in named and n.endswith("weight")]
    grads = torch.autograd.grad(loss, wanted, allow_unused=True, materialize_grads=True)
    return [np.linalg.norm(g.numpy()) for g in grads]


def compare_activations(names, depth=20, width=32, init="he", seed=0):
    result = {}
    for name in names:
        torch.manual_seed(seed)
        model = build_mlp(depth, width, name, width, 1, init)
        x = torch.randn(64, width)
        result[name] = gradient_norms(model, model(x).mean())
    return result
