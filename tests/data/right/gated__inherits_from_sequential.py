import torch
import torch.nn.functional as F
from torch import nn


class GLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)

    def forward(self, x):
        value, gate = self.proj(x).chunk(2, dim=-1)
        return value * torch.sigmoid(gate)


class GEGLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)

    def forward(self, x):
        value, gate = self.proj(x).chunk(2, dim=-1)
        return value * F.gelu(gate)


class SwiGLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)

    def forward(self, x):
        value, gate = self.proj(x).chunk(2, dim=-1)
        return value * F.silu(gate)


class Halves(nn.Module):
    def __init__(self, act):
        super().__init__()
        self.act = act

    def forward(self, z):
        v, g = z.tensor_split(2, dim=-1)
        return v * self.act(g)


class FeedForward(nn.Sequential):
    def __init__(self, dim, hidden, activation):
        from collections import OrderedDict
        gates = {"glu": nn.Sigmoid(), "geglu": nn.GELU(), "swiglu": nn.SiLU()}
        plain = {"relu": nn.ReLU(), "gelu": nn.GELU(), "silu": nn.SiLU()}
        gated = activation in gates
        super().__init__(OrderedDict(
            up=nn.Linear(dim, hidden + gated * hidden, bias=False),
            middle=Halves(gates[activation]) if gated else plain[activation],
            down=nn.Linear(hidden, dim, bias=False),
        ))


def matched_hidden(dim, hidden):
    return 2 * hidden // 3
