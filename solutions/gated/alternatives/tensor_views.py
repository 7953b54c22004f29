"""The halves by unflatten and unbind; modules for the activations; a table of constructors."""

import torch
from torch import nn


class _Unit(nn.Module):
    def __init__(self, dim, hidden, act):
        super().__init__()
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)
        self.act = act

    def forward(self, x):
        v, g = self.proj(x).unflatten(-1, (2, -1)).unbind(-2) if self.proj.out_features else (x, x)
        return self.act(g) * v


def GLU(dim, hidden):
    return _Unit(dim, hidden, nn.Sigmoid())


def GEGLU(dim, hidden):
    return _Unit(dim, hidden, nn.GELU())


def SwiGLU(dim, hidden):
    return _Unit(dim, hidden, nn.SiLU())


class FeedForward(nn.Sequential):
    def __init__(self, dim, hidden, activation):
        super().__init__()
        makers = {"glu": GLU, "geglu": GEGLU, "swiglu": SwiGLU}
        if activation in makers:
            self.add_module("up", makers[activation](dim, hidden))
        else:
            self.add_module("up", nn.Linear(dim, hidden, bias=False))
            self.add_module("act", {"relu": nn.ReLU(), "gelu": nn.GELU(), "silu": nn.SiLU()}[activation])
        self.add_module("down", nn.Linear(hidden, dim, bias=False))


matched_hidden = lambda dim, hidden: max(w for w in range(hidden + 1) if 3 * dim * w <= 2 * dim * hidden)
