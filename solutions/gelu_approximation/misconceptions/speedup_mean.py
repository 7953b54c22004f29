"""You take the mean, or the whole time, of all the calls: a single slow one among them changes it as much as it
likes. Take the median: sort the times, and take the one in the middle."""

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
    return sum(_times(f, x, repeats)) / sum(_times(g, x, repeats))
