"""You time the first call of each function as well, and the first call may be very slow: memory is set up then, and
caches are cold. Call both functions once before you start."""

import statistics
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
    return statistics.median(_times(f, x, repeats)) / statistics.median(_times(g, x, repeats))
