"""Collapses by sending unit vectors through; midpoints; SGD-free training by L-BFGS."""

import math

import torch
from torch import nn


def collapse(weights, biases):
    def run(x):
        for w, b in zip(weights, biases):
            x = nn.functional.linear(x, w, b)
        return x

    n = weights[0].shape[1]
    zero = run(torch.zeros(1, n, dtype=weights[0].dtype))
    ones = run(torch.eye(n, dtype=weights[0].dtype))
    return (ones - zero).t().contiguous(), zero.squeeze(0)


def is_affine(fn, in_features):
    torch.manual_seed(1)
    for exponent in torch.linspace(-1.2, 2, 12):
        a = torch.randn(400, in_features, dtype=torch.float64) * 10**exponent
        b = torch.randn(400, in_features, dtype=torch.float64) * 10**exponent
        fa, fb, fm = fn(a).detach(), fn(b).detach(), fn((a + b) / 2).detach()
        scale = torch.maximum(fa.abs().max(), fb.abs().max())
        if ((fa + fb) / 2 - fm).abs().max() > 1e-9 * scale:
            return False
    return True


def fit_sine(activation, seed=0):
    torch.manual_seed(seed)
    acts = {"relu": torch.relu, "tanh": torch.tanh, "identity": lambda z: z}
    act = acts[activation]
    hidden, out = nn.Linear(1, 60), nn.Linear(60, 1)
    with torch.no_grad():
        hidden.weight.normal_(0, 1.5)
        hidden.bias.uniform_(-4, 4)
    x = torch.linspace(-math.pi, math.pi, 200).reshape(-1, 1)
    y = x.sin()
    opt = torch.optim.LBFGS([*hidden.parameters(), *out.parameters()], max_iter=120, line_search_fn="strong_wolfe")

    def closure():
        opt.zero_grad()
        loss = (out(act(hidden(x))) - y).pow(2).mean()
        loss.backward()
        return loss

    opt.step(closure)
    predict = lambda z: out(act(hidden(z)))
    return predict, ((predict(x) - y) ** 2).mean().item()
