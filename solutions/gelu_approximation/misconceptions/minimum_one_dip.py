"""Your search takes for granted that there is one dip: where there are several, or where f is flat, it ends anywhere.
Look over the whole interval with a grid first, and search around its best point."""

from collections.abc import Callable

import torch

Function = Callable[[torch.Tensor], torch.Tensor]


def minimum(f: Function, low: float, high: float) -> tuple[float, float]:
    left, right = torch.tensor(low, dtype=torch.float64), torch.tensor(high, dtype=torch.float64)
    for _ in range(200):
        first, second = left + (right - left) / 3, right - (right - left) / 3
        if f(first) > f(second):
            left = first
        else:
            right = second
    middle = (left + right) / 2
    return middle.item(), f(middle).item()
