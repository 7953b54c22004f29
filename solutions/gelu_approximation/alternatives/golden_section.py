"""Golden section between the neighbours of a grid's best point; times by timeit, taken in turns."""

import timeit

import numpy as np
import torch

GOLDEN = (5**0.5 - 1) / 2


def gelu_sigmoid(x):
    return x / (1 + torch.exp(-1.702 * x.clamp(min=-50))) if x.dtype == torch.float64 else x * (1.702 * x).sigmoid()


def _golden_section(f, low, high):
    def value(x):
        return float(f(torch.tensor(x, dtype=torch.float64)))

    a, b = low, high
    c, d = b - GOLDEN * (b - a), a + GOLDEN * (b - a)
    at_c, at_d = value(c), value(d)
    while b - a > 1e-9:
        if at_c < at_d:
            b, d, at_d = d, c, at_c
            c = b - GOLDEN * (b - a)
            at_c = value(c)
        else:
            a, c, at_c = c, d, at_d
            d = a + GOLDEN * (b - a)
            at_d = value(d)
    candidates = [low, (a + b) / 2, high]
    x = min(candidates, key=value)
    return x, value(x)


def minimum(f, low, high):
    xs = torch.from_numpy(np.linspace(low, high, 2001))
    i = f(xs).argmin().item()
    return _golden_section(f, xs[max(0, i - 1)].item(), xs[min(2000, i + 1)].item())


def max_abs_error(f, g, low, high):
    return abs(minimum(lambda x: -torch.abs(f(x) - g(x)), low, high)[1])


def speedup(f, g, x, repeats):
    f(x), g(x)
    f_times, g_times = [], []
    for _ in range(repeats):
        f_times.append(timeit.timeit(lambda: f(x), number=1))
        g_times.append(timeit.timeit(lambda: g(x), number=1))
    return np.median(f_times) / np.median(g_times)
