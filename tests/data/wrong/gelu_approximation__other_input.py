# loses: speedup
import statistics
import time

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


def speedup(f, g, x, repeats):
    def median_time(function):
        function(x)
        taken = []
        for _ in range(repeats):
            start = time.perf_counter()
            function(torch.randn(64, 64))
            taken.append(time.perf_counter() - start)
        return statistics.median(taken)

    return median_time(f) / median_time(g)
