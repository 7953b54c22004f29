# loses: max_abs_error
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
    a, b, best = low, high, 0.0
    for _ in range(6):
        x = torch.linspace(a, b, 2001)
        y = (f(x) - g(x)).abs()
        i = int(y.argmax())
        best = max(best, y[i].item())
        a, b = x[max(i - 1, 0)].item(), x[min(i + 1, 2000)].item()
    return best

def speedup(f, g, x, repeats):
    def m(h):
        h(x)
        t = []
        for _ in range(repeats):
            s = time.perf_counter(); h(x); t.append(time.perf_counter() - s)
        return statistics.median(t)
    return m(f) / m(g)

