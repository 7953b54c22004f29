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
    """up gives its halves already multiplied, by a hook on it."""

    def __init__(self, dim, hidden, activation):
        super().__init__()
        gate = {"glu": torch.sigmoid, "geglu": F.gelu, "swiglu": F.silu}
        plain = {"relu": F.relu, "gelu": F.gelu, "silu": F.silu}
        self.up = nn.Linear(dim, 2 * hidden if activation in gate else hidden, bias=False)
        self.down = nn.Linear(hidden, dim, bias=False)
        if activation in gate:
            self.up.register_forward_hook(lambda m, i, o: o[..., :hidden] * gate[activation](o[..., hidden:]))
        else:
            self.up.register_forward_hook(lambda m, i, o: plain[activation](o))

    def forward(self, x):
        return self.down(self.up(x))


def matched_hidden(dim, hidden):
    return 2 * hidden // 3
