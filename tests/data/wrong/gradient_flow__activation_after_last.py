# loses: build_mlp
import torch
from torch import nn


class MLP(nn.Module):
    ACTS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu, "gelu": nn.functional.gelu}

    def __init__(self, depth, width, activation, in_features, out_features, init):
        super().__init__()
        if activation not in self.ACTS:
            raise ValueError(activation)
        if init == "he":
            variance = lambda i, o: 2 / i
        elif init == "xavier":
            variance = lambda i, o: 2 / (i + o)
        else:
            raise ValueError(init)
        self.act = self.ACTS[activation]
        dims = [in_features, *([width] * depth), out_features]
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(dims[:-1], dims[1:])])
        for layer in self.layers:
            o, i = layer.weight.shape
            layer.weight.data = torch.randn(o, i) * variance(i, o) ** 0.5
            layer.bias.data.zero_()

    def forward(self, x):
        *hidden, last = self.layers
        for layer in hidden:
            x = self.act(layer(x))
        return self.act(last(x))


def build_mlp(depth, width, activation, in_features, out_features, init):
    return MLP(depth, width, activation, in_features, out_features, init)


def gradient_norms(model, loss):
    model.zero_grad(set_to_none=False)
    loss.backward()
    return [
        torch.zeros(()) if m.weight.grad is None else (m.weight.grad**2).sum().sqrt()
        for m in model.modules()
        if type(m) is nn.Linear
    ]


def compare_activations(names, depth=20, width=32, init="he", seed=0):
    def one(name):
        torch.manual_seed(seed)
        net = build_mlp(depth=depth, width=width, activation=name, in_features=width, out_features=1, init=init)
        return gradient_norms(net, net(torch.randn(64, width)).mean())

    return dict(zip(names, map(one, names)))
