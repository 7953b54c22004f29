"""You divide call by call and take the median of the ratios. Asked for is the median time of f, divided by the median time of g: take two medians first, then divide."""

import statistics
import time
from collections.abc import Callable

import torch


def speedup(
    f: Callable[[torch.Tensor], object], g: Callable[[torch.Tensor], object], x: torch.Tensor, repeats: int
) -> float:
    f(x)
    g(x)
    ratios = []
    for _ in range(repeats):
        start = time.perf_counter()
        f(x)
        between = time.perf_counter()
        g(x)
        ratios.append((between - start) / (time.perf_counter() - between))
    return statistics.median(ratios)
