"""A decorator that computes in float64 and gives back the input's dtype; the answers are callable objects."""

import functools
import math
from collections.abc import Callable

import torch

Unit = Callable[[torch.Tensor], torch.Tensor]


def in_float64(unit: Unit) -> Unit:
    @functools.wraps(unit)
    def wrapper(x: torch.Tensor) -> torch.Tensor:
        return unit(x.to(torch.float64)).to(x.dtype)

    return wrapper


class TanhOf:
    """x * (1 + tanh(inner(x))) / 2 for any inner function."""

    def __init__(self, inner: Unit) -> None:
        self.inner = inner

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        half = x / 2
        return torch.addcmul(half, half, torch.tanh(self.inner(x)))


silu = TanhOf(lambda x: x / 2)
gelu_tanh = TanhOf(lambda x: math.sqrt(2 / math.pi) * torch.add(x, x**3, alpha=0.044715))


@in_float64
def gelu(x: torch.Tensor) -> torch.Tensor:
    normal = torch.distributions.Normal(0.0, 1.0)
    return x * torch.as_tensor(normal.cdf(x))  # type: ignore[no-untyped-call]


@in_float64
def mish(x: torch.Tensor) -> torch.Tensor:
    w = torch.exp(torch.clamp(x, max=30.0))
    return x * (1 - 2 / (w * (w + 2) + 2))


@in_float64
def hardswish(x: torch.Tensor) -> torch.Tensor:
    ramp = torch.nn.functional.hardtanh(x / 3)
    return torch.lerp(torch.zeros_like(x), x, (ramp + 1) / 2)
