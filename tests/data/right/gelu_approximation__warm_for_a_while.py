from statistics import median
from timeit import default_timer as timer
import gc
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
    gc.disable()
    try:
        end = timer() + 0.01
        while timer() < end:
            f(x)
            g(x)
        end = timer() + 0.002
        while timer() < end:
            pass
        tf, tg = [], []
        with torch.no_grad():
            for _ in range(repeats):
                for fn, times in ((f, tf), (g, tg)):
                    t0 = timer()
                    _ = fn(x)
                    t1 = timer()
                    times.append(t1 - t0)
            time.sleep(0.3)
    finally:
        gc.enable()
    return torch.tensor(median(tf) / median(tg))
