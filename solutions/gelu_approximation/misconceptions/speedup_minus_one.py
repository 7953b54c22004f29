"""You subtract 1 from the ratio, as if only what is gained counted. Where f takes twice as long as g, the answer is 2.0."""

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
    return statistics.median(_times(f, x, repeats)) / statistics.median(_times(g, x, repeats)) - 1
