import timeit

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


def speedup(f, g, x, repeats):
    for _ in range(10):
        f(x)
        g(x)
    tf = timeit.Timer(lambda: f(x)).repeat(repeat=max(repeats, 9), number=10)
    tg = timeit.Timer(lambda: g(x)).repeat(repeat=max(repeats, 9), number=10)
    return np.float64(np.percentile(tf, 50) / np.percentile(tg, 50))
