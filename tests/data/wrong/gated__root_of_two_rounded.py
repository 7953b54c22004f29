# loses: GEGLU
import math
import torch
import torch.nn.functional as F
from torch import nn

class GLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)

    def forward(self, x):
        v, g = self.proj(x).chunk(2, dim=-1)
        return v * torch.sigmoid(g)


class GEGLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)

    def forward(self, x):
        v, g = self.proj(x).chunk(2, dim=-1)
        return v * (0.5 * g * (1 + torch.erf(g / 1.4142)))


class SwiGLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)

    def forward(self, x):
        v, g = self.proj(x).chunk(2, dim=-1)
        return v * F.silu(g)


class FeedForward(nn.Module):
    def __init__(self, dim, hidden, activation):
        super().__init__()
        self.gated = activation in ("glu", "geglu", "swiglu")
        self.act = {"relu": F.relu, "gelu": F.gelu, "silu": F.silu, "glu": torch.sigmoid, "geglu": F.gelu, "swiglu": F.silu}[activation]
        self.up = nn.Linear(dim, 2 * hidden if self.gated else hidden, bias=False)
        self.down = nn.Linear(hidden, dim, bias=False)

    def forward(self, x):
        h = self.up(x)
        if self.gated:
            v, g = h.chunk(2, dim=-1)
            h = v * self.act(g)
        else:
            h = self.act(h)
        return self.down(h)


def matched_hidden(dim, hidden):
    return 2 * hidden // 3
