import torch
from torch import nn

ACT = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU, "gelu": nn.GELU}


def gradient_norms(model, loss):
    ws = [m.weight for m in model.modules() if isinstance(m, nn.Linear)]
    gs = torch.autograd.grad(loss, ws, allow_unused=True, retain_graph=True)
    return [0.0 if g is None else g.norm().item() for g in gs]


def compare_activations(names, depth=20, width=32, init="he", seed=0):
    out = {}
    for name in names:
        torch.manual_seed(seed)
        model = build_mlp(depth, width, name, width, 1, init)
        x = torch.randn(64, width)
        out[name] = gradient_norms(model, model(x).mean())
    return out


class UnknownName(ValueError):
    def __str__(self):
        return "unknown: " + repr(self.args)


def build_mlp(depth, width, activation, in_features, out_features, init, *, device=None):
    if init not in ["he", "xavier"]:
        raise UnknownName(init)
    if activation not in ACT:
        raise UnknownName(activation)
    dims = [in_features] + [width for _ in range(depth)] + [out_features]
    seq = nn.Sequential()
    for j in range(depth + 1):
        lin = nn.Linear(dims[j], dims[j + 1], device=device)
        sd = {"he": 2 / dims[j], "xavier": 2 / (dims[j] + dims[j + 1])}[init] ** 0.5
        lin.weight = nn.Parameter(torch.empty(dims[j + 1], dims[j]).normal_().mul_(sd))
        lin.bias = nn.Parameter(torch.zeros(dims[j + 1]))
        seq.append(lin)
        if j < depth:
            seq.append(ACT[activation]())
    return seq
