"""You start in the middle and follow the slope downhill, which ends in the nearest dip, or nowhere if a step is too
long. Look over the whole interval first, and search around the best point; an edge may be lower than any dip."""

from collections.abc import Callable

import torch

Function = Callable[[torch.Tensor], torch.Tensor]


def minimum(f: Function, low: float, high: float) -> tuple[float, float]:
    x = torch.tensor((low + high) / 2, dtype=torch.float64, requires_grad=True)
    for _ in range(300):
        (slope,) = torch.autograd.grad(f(x).sum(), x)
        with torch.no_grad():
            x -= 0.1 * slope
            x.clamp_(low, high)
    return x.item(), f(x).item()
