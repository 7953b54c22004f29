"""One base class whose subclasses name their gate; the block holds one of the units as its `up`."""

import torch
from torch import nn
from torch.nn import functional as F


class Gated(nn.Module):
    gate_function = None

    def __init__(self, dim, hidden):
        super().__init__()
        self.hidden = hidden
        self.proj = nn.Linear(dim, hidden * 2, bias=False)

    def forward(self, x):
        both = self.proj(x)
        return both[..., : self.hidden] * type(self).gate_function(both[..., self.hidden :])


class GLU(Gated):
    gate_function = staticmethod(torch.sigmoid)


class GEGLU(Gated):
    gate_function = staticmethod(F.gelu)


class SwiGLU(Gated):
    gate_function = staticmethod(F.silu)


class Plain(nn.Linear):
    def __init__(self, dim, hidden, function):
        super().__init__(dim, hidden, bias=False)
        self.function = function

    def forward(self, x):
        return self.function(super().forward(x))


class FeedForward(nn.Module):
    def __init__(self, dim, hidden, activation):
        super().__init__()
        units = {"glu": GLU, "geglu": GEGLU, "swiglu": SwiGLU}
        plain = {"relu": F.relu, "gelu": F.gelu, "silu": F.silu}
        if activation in units:
            self.up = units[activation](dim, hidden)
        else:
            self.up = Plain(dim, hidden, plain[activation])
        self.down = nn.Linear(hidden, dim, bias=False)

    def forward(self, x):
        return self.down(self.up(x))


def matched_hidden(dim, hidden):
    plain = sum(p.numel() for p in FeedForward(dim, hidden, "relu").parameters())
    width = hidden
    while 3 * dim * width > plain:
        width -= 1
    return width
