"""JAX habits: pure functions of (params, x), modules are thin wrappers; functools.partial; vmap over rows."""
from __future__ import annotations

from functools import partial, reduce
from typing import Callable, Final, NamedTuple

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor
from torch.func import functional_call, vmap

Act = Callable[[Tensor], Tensor]


class Params(NamedTuple):
    w: Tensor


def _apply(act: Act, p: Params, x: Tensor) -> Tensor:
    n = p.w.shape[0] // 2
    v = x @ p.w[:n].T
    g = x @ p.w[n:].T
    return v * act(g)


glu_fn: Final = partial(_apply, torch.sigmoid)
geglu_fn: Final = partial(_apply, partial(F.gelu, approximate="none"))
swiglu_fn: Final = partial(_apply, F.silu)


def _module(name, fn):
    def __init__(self, dim: int, hidden: int) -> None:
        nn.Module.__init__(self)
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return fn(Params(self.proj.weight), x)

    return type(name, (nn.Module,), {"__init__": __init__, "forward": forward, "__module__": __name__})


GLU = _module("GLU", glu_fn)
GEGLU = _module("GEGLU", geglu_fn)
SwiGLU = _module("SwiGLU", swiglu_fn)


class FeedForward(nn.Module):
    TABLE: dict[str, tuple[bool, Act]] = {
        "relu": (False, torch.relu), "gelu": (False, F.gelu), "silu": (False, F.silu),
        "glu": (True, torch.sigmoid), "geglu": (True, F.gelu), "swiglu": (True, F.silu),
    }

    def __init__(self, dim: int, hidden: int, activation: str) -> None:
        super().__init__()
        self.gated, self.act = self.TABLE[activation]
        self.up = nn.Linear(dim, hidden << self.gated, bias=False)
        self.down = nn.Linear(hidden, dim, bias=False)

    def forward(self, x):
        inner = _apply(self.act, Params(self.up.weight), x) if self.gated else self.act(self.up(x))
        return self.down(inner)


def matched_hidden(dim: int, hidden: int) -> int:
    plain = 2 * dim * hidden
    return plain // (3 * dim)
