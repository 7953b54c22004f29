# loses: max_abs_error minimum
import statistics
import time

import torch


def gelu_sigmoid(x):
    return x * torch.sigmoid(1.702 * x)


def max_abs_error(f, g, low, high):
    x = torch.linspace(low, high, 1_000_001, dtype=torch.float64)
    return (f(x) - g(x)).abs().max().item()


def minimum(f, low, high):
    x = torch.linspace(low, high, 1_000_001, dtype=torch.float64)
    y = f(x)
    return x[y.argmin()].item(), y.min().item()


def speedup(f, g, x, repeats):
    def median_time(function):
        function(x)
        taken = []
        for _ in range(repeats):
            start = time.perf_counter()
            function(x)
            taken.append(time.perf_counter() - start)
        return statistics.median(taken)

    return median_time(f) / median_time(g)
