"""Every unit is x * gate(x): one decorator, five gates."""
from __future__ import annotations
import functools, math
from typing import Callable
import torch
from torch import Tensor
Gate = Callable[[Tensor], Tensor]
def gated(gate: Gate) -> Gate:
    @functools.wraps(gate)
    def unit(x: Tensor) -> Tensor:
        return x * gate(x)
    return unit
@gated
def silu(x): return x.sigmoid()
@gated
def gelu(x): return torch.special.ndtr(x)
@gated
def gelu_tanh(x):
    u = math.sqrt(2 / math.pi) * (x + 0.044715 * x.pow(3))
    return torch.sigmoid(2 * u)
@gated
def mish(x): return torch.nn.functional.softplus(x).tanh()
@gated
def hardswish(x): return torch.nn.functional.relu6(x + 3) / 6
