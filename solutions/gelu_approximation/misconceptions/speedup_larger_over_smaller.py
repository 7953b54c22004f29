"""You divide the longer time by the shorter one. Where g is the slower of the two the ratio is below 1: always divide
f's time by g's."""

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
    medians = [statistics.median(_times(function, x, repeats)) for function in (f, g)]
    return max(medians) / min(medians)
