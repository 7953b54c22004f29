"""Your search follows the slope out of the interval. Only points between `low` and `high` count, and the two edges
are among them."""

from collections.abc import Callable

import torch

Function = Callable[[torch.Tensor], torch.Tensor]


def minimum(f: Function, low: float, high: float) -> tuple[float, float]:
    x = torch.tensor((low + high) / 2, dtype=torch.float64, requires_grad=True)
    for _ in range(300):
        (slope,) = torch.autograd.grad(f(x).sum(), x)
        with torch.no_grad():
            x -= 0.1 * slope
    return x.item(), f(x).item()
