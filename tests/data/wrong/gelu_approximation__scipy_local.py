# loses: max_abs_error minimum
import statistics
import time

import torch
from scipy.optimize import minimize_scalar


def gelu_sigmoid(x):
    return x * torch.sigmoid(1.702 * x)


def max_abs_error(f, g, low, high):
    return -minimum(lambda x: -(f(x) - g(x)).abs(), low, high)[1]


def minimum(f, low, high):
    found = minimize_scalar(
        lambda t: f(torch.tensor(t, dtype=torch.float64)).item(), bounds=(low, high), method="bounded", options={"xatol": 1e-9}
    )
    return found.x, found.fun


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
