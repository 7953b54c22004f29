import torch
import torch.nn.functional as F
from torch import nn


def _make(name, act):
    def __init__(self, dim, hidden):
        nn.Module.__init__(self)
        self.proj = nn.Linear(in_features=dim, out_features=2 * hidden, bias=False)

    def forward(self, x):
        v, g = torch.split(self.proj(x), self.proj.out_features // 2, dim=-1)
        return v * act(g)

    return type(name, (nn.Module,), {"__init__": __init__, "forward": forward})


GLU = _make("GLU", lambda g: torch.exp(-F.softplus(-g)))


GEGLU = _make("GEGLU", nn.GELU())


SwiGLU = _make("SwiGLU", nn.SiLU())


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
            value, gate = h.chunk(2, dim=-1)
            h = value * self.act(gate)
        else:
            h = self.act(h)
        return self.down(h)


def matched_hidden(dim, hidden):
    return 2 * hidden // 3
