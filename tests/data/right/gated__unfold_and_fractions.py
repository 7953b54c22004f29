"""torch.jit.script helper, checkpoint, Fraction, super().forward chain, bias=None copied, kwargs."""
from fractions import Fraction
from typing import Any
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint


def split_last(t: torch.Tensor):
    n = t.size(-1) // 2
    return t.unfold(-1, n, n).unbind(-2) if n else (t, t)


class GLU(nn.Module):
    gate_act = staticmethod(torch.sigmoid)

    def __init__(self, dim: int, hidden: int, **kw: Any) -> None:
        super().__init__()
        self.proj = nn.Linear(dim, 2 * hidden, bias=False, **kw)

    def _inner(self, x):
        v, g = split_last(self.proj(x))
        return v * type(self).gate_act(g)

    def forward(self, x, *, save_memory=False):
        return checkpoint(self._inner, x, use_reentrant=False) if save_memory else self._inner(x)


class GEGLU(GLU):
    gate_act = staticmethod(nn.GELU())


class SwiGLU(GLU):
    gate_act = staticmethod(nn.SiLU())


class FeedForward(nn.Module):
    def __init__(self, dim: int, hidden: int, activation: str, *, device=None, dtype=None) -> None:
        super().__init__()
        kw = {"device": device, "dtype": dtype}
        plain = {"relu": nn.ReLU, "gelu": nn.GELU, "silu": nn.SiLU}
        gated = {"glu": GLU, "geglu": GEGLU, "swiglu": SwiGLU}
        if activation in plain:
            self.up = nn.Linear(dim, hidden, bias=False, **kw)
            self.act = plain[activation]()
        else:
            self.up = gated[activation](dim, hidden, **kw)
            self.act = nn.Sequential()
        self.down = nn.Linear(hidden, dim, bias=False, **kw)

    def forward(self, x):
        for stage in (self.up, self.act, self.down):
            x = stage(x)
        return x


def matched_hidden(dim: int, hidden: int) -> int:
    exact = Fraction(2 * dim * hidden, 3 * dim)
    return exact.numerator // exact.denominator
