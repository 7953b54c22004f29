# loses: speedup
import math
import random
import statistics
import time
import timeit
import numpy as np
import torch
import torch.nn.functional as F
from scipy import optimize

D = torch.float64

def gelu_sigmoid(x):
    return x * torch.sigmoid(1.702 * x)

def minimum(f, low, high):
    a, b = low, high
    best = (a, math.inf)
    for _ in range(8):
        x = torch.linspace(a, b, 2001, dtype=D)
        y = f(x)
        i = int(y.argmin())
        if y[i] < best[1]:
            best = (x[i].item(), y[i].item())
        a, b = x[max(i - 1, 0)].item(), x[min(i + 1, 2000)].item()
    return best

_own = minimum

def max_abs_error(f, g, low, high):
    return -_own(lambda x: -(f(x) - g(x)).abs(), low, high)[1]

def speedup(f, g, x, repeats):
    f(x); g(x)
    r = []
    for _ in range(repeats):
        s = time.perf_counter(); f(x); m = time.perf_counter(); g(x); e = time.perf_counter()
        r.append((m - s) / (e - m))
    return statistics.median(r)

