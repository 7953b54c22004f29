import torch
import torch.nn.functional as F
from torch import nn


class GLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.hidden = hidden
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)

    def forward(self, x):
        w = self.proj.weight.unflatten(0, (2, self.hidden))
        z = torch.einsum("...d,khd->k...h", x, w)
        return z[0] * z[1].sigmoid()


class GEGLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)

    def forward(self, x):
        z = self.proj(x)
        z = z.reshape(z.shape[:-1] + (2, z.shape[-1] // 2))
        v, g = z.unbind(dim=-2)
        return v * F.gelu(g, approximate="none")


class SwiGLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)

    def forward(self, x):
        out = F.linear(x, self.proj.weight)
        n = out.size(-1) // 2
        return out.narrow(-1, 0, n) * F.silu(out.narrow(-1, n, n))


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
