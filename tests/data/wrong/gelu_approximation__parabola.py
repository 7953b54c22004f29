# loses: max_abs_error minimum
import statistics
import time

import torch


def gelu_sigmoid(x):
    return x * torch.sigmoid(1.702 * x)


def max_abs_error(f, g, low, high):
    return -minimum(lambda x: -(f(x) - g(x)).abs(), low, high)[1]


def minimum(f, low, high):
    """The vertex of the parabola through the best point and its neighbours."""
    x = torch.linspace(low, high, 10001, dtype=torch.float64)
    y = f(x)
    i = int(y.argmin())
    if i in (0, 10000):
        return x[i].item(), y[i].item()
    h = (x[1] - x[0]).item()
    a, b, c = y[i - 1].item(), y[i].item(), y[i + 1].item()
    shift = 0.5 * (a - c) / (a - 2 * b + c)
    return x[i].item() + shift * h, b - 0.25 * (a - c) * shift


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
