import statistics
import time

import torch


def gelu_sigmoid(x):
    return x * torch.sigmoid(1.702 * x)


def _golden(h, a, b):
    r = (5**0.5 - 1) / 2
    best = min((h(a), a), (h(b), b))
    while b - a > 1e-10 * max(1, abs(a), abs(b)):
        c, d = b - r * (b - a), a + r * (b - a)
        if h(c) <= h(d):
            b = d
        else:
            a = c
    m = (a + b) / 2
    return min(best, (h(m), m))


def minimum(f, low, high):
    def h(t):
        return f(torch.tensor(t, dtype=torch.float64)).item()

    n = 1500
    points = [low + (high - low) * i / n for i in range(n)] + [high]
    values = [h(p) for p in points]
    order = sorted(range(n + 1), key=lambda i: values[i])[:2]
    return tuple(reversed(min(_golden(h, points[max(i - 1, 0)], points[min(i + 1, n)]) for i in order)))


def max_abs_error(f, g, low, high):
    return -minimum(lambda x: -(f(x) - g(x)).abs(), low, high)[1]


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
