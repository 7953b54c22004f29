"""You time a single call of each. Any one call may be slow by accident: time `repeats` of them, and take the
median."""

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
    return _times(f, x, min(repeats, 1))[0] / _times(g, x, min(repeats, 1))[0]
