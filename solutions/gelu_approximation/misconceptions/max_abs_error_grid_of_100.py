"""You return the largest error on a grid of 100 points: a largest error between two of its points, or at a kink, is
missed. Take the best point's two neighbours for new edges, and look again more finely, until nothing changes."""

from collections.abc import Callable

import torch

Function = Callable[[torch.Tensor], torch.Tensor]


def max_abs_error(f: Function, g: Function, low: float, high: float) -> float:
    x = torch.linspace(low, high, 100, dtype=torch.float64)
    return (f(x) - g(x)).abs().max().item()
