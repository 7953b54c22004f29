from __future__ import annotations

import time
from typing import NamedTuple

import numpy as np
import torch


class Lowest(NamedTuple):
    x: float
    value: float


class Tools:
    now = staticmethod(time.perf_counter_ns)

    @staticmethod
    def gate(x):
        return torch.sigmoid(x * 1.702)

    @classmethod
    def zoom(cls, f, a, b, depth=0):
        x = torch.arange(0, 4001, dtype=torch.float64) * (b - a) / 4000 + a
        x[-1] = b
        y = f(x.reshape(-1, 1)).reshape(-1)
        k = torch.min(y, dim=0).indices.item()
        if depth == 5:
            return Lowest(np.float64(x[k]), np.float64(y[k]))
        return cls.zoom(f, float(x[max(0, k - 2)]), float(x[min(4000, k + 2)]), depth + 1)

    def time(self, fn, x):
        start = self.now()
        fn(x)
        return self.now() - start


gelu_sigmoid = lambda x: Tools.gate(x).mul(x)  # noqa: E731
minimum = Tools.zoom


def max_abs_error(f, g, low, high):
    above = Tools.zoom(lambda x: g(x) - f(x), low, high)
    below = Tools.zoom(lambda x: f(x) - g(x), low, high)
    return torch.tensor(max(-above.value, -below.value), dtype=torch.float64)


def speedup(f, g, x, repeats):
    tools = Tools()
    times = torch.tensor([[tools.time(fn, x) for _ in range(repeats + 1)] for fn in (f, g)], dtype=torch.float64)
    mid = times[:, 1:].median(dim=1).values
    return mid[0] / mid[1]
