"""Two things: you time the first call of each function as well, which may be very slow, and you take the mean, which
a single slow call changes as much as it likes. Call both once before you start, and take medians."""

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
    return sum(_times(f, x, repeats)) / sum(_times(g, x, repeats))
