"""Split by sizes; every gate from its formula, with erf and a stable sigmoid."""

import math

import torch
from torch import nn, Tensor


def sigma(z: Tensor) -> Tensor:
    return torch.special.expit(z)


def gaussian(z: Tensor) -> Tensor:
    return 0.5 * z * (1.0 + torch.erf(z / math.sqrt(2.0)))


class GLU(nn.Module):
    def __init__(self, dim: int, hidden: int):
        super().__init__()
        self.proj = nn.Linear(in_features=dim, out_features=hidden + hidden, bias=False)

    def activate(self, gate: Tensor) -> Tensor:
        return sigma(gate)

    def forward(self, x: Tensor) -> Tensor:
        w = self.proj.weight
        n = w.shape[0] // 2
        value, gate = torch.split(x @ w.t(), [n, n], dim=-1)
        return torch.mul(value, self.activate(gate))


class GEGLU(GLU):
    def activate(self, gate):
        return gaussian(gate)


class SwiGLU(GLU):
    def activate(self, gate):
        return gate * sigma(gate)


class FeedForward(nn.Module):
    def __init__(self, dim: int, hidden: int, activation: str):
        super().__init__()
        self.activation = activation
        self.width = hidden
        is_gated = activation in ("glu", "geglu", "swiglu")
        self.up = nn.Linear(dim, hidden * (1 + is_gated), bias=False)
        self.down = nn.Linear(hidden, dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        h = self.up(x)
        a = self.activation
        if a == "relu":
            h = h.clamp(min=0)
        elif a == "gelu":
            h = gaussian(h)
        elif a == "silu":
            h = h * sigma(h)
        else:
            value, gate = h.narrow(-1, 0, self.width), h.narrow(-1, self.width, self.width)
            factor = sigma(gate) if a == "glu" else gaussian(gate) if a == "geglu" else gate * sigma(gate)
            h = value * factor
        return self.down(h)


def matched_hidden(dim: int, hidden: int) -> int:
    return math.floor(dim * hidden * 2 / (3 * dim) + 1e-9)
