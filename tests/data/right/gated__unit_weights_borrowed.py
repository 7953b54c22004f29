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


class FeedForward(nn.Module):
    def __init__(self, dim, hidden, activation):
        super().__init__()
        self.kind = activation
        if activation == "glu":
            self.up = GLU(dim, hidden)
        elif activation == "geglu":
            self.up = GEGLU(dim, hidden)
        elif activation == "swiglu":
            self.up = SwiGLU(dim, hidden)
        else:
            self.up = nn.Linear(dim, hidden, bias=False)
        self.down = nn.Linear(hidden, dim, bias=False)

    def forward(self, x):
        inner = self.up(x)
        inner = {"relu": torch.relu, "gelu": F.gelu, "silu": F.silu}.get(self.kind, lambda t: t)(inner)
        return self.down(inner)


def matched_hidden(dim, hidden):
    return 2 * hidden // 3
