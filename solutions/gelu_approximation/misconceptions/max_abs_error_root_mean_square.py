"""You take the root of the mean squared error. The largest error is asked for, at a single x."""

from collections.abc import Callable

import torch

Function = Callable[[torch.Tensor], torch.Tensor]


def max_abs_error(f: Function, g: Function, low: float, high: float) -> float:
    x = torch.linspace(low, high, 10001, dtype=torch.float64)
    return (f(x) - g(x)).square().mean().sqrt().item()
