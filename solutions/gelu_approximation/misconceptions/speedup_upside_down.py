"""Your ratio is upside down: it is below 1 where g is faster. Divide f's time by g's."""

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
    f(x)
    g(x)
    return statistics.median(_times(g, x, repeats)) / statistics.median(_times(f, x, repeats))
