import time

import numpy as np
import torch


def gelu_sigmoid(x):
    return x * torch.sigmoid(1.702 * x)


def max_abs_error(f, g, low, high):
    return -minimum(lambda x: -(f(x) - g(x)).abs(), low, high)[1]


def minimum(f, low, high):
    for _ in range(6):
        x = torch.linspace(low, high, 2001, dtype=torch.float64)
        i = int(f(x).argmin())
        low, high = x[max(i - 1, 0)].item(), x[min(i + 1, 2000)].item()
    return x[i].item(), f(x)[i].item()


def _stopwatch(clock):
    def seconds(function, x):
        start = clock()
        function(x)
        return clock() - start

    return seconds


_seconds = _stopwatch(time.monotonic)


def speedup(f, g, x, repeats):
    _seconds(f, x), _seconds(g, x)
    return np.median([_seconds(f, x) for _ in range(repeats)]) / np.median([_seconds(g, x) for _ in range(repeats)])
