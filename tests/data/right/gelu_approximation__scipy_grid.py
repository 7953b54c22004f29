import timeit

import numpy as np
import torch
from scipy import optimize, special


def gelu_sigmoid(x):
    return x * torch.sigmoid(1.702 * x)


def minimum(f, low, high):
    def h(x):
        return f(torch.as_tensor(np.atleast_1d(x), dtype=torch.float64)).numpy()

    xs = np.linspace(low, high, 5001)
    i = int(h(xs).argmin())
    if 0 < i < 5000 and h(xs[i]) < min(h(xs[i - 1]), h(xs[i + 1])):
        res = optimize.minimize_scalar(lambda t: h(t)[0], bracket=(xs[i - 1], xs[i], xs[i + 1]), method="golden", tol=1e-12)
        if low <= res.x <= high:
            return res.x, res.fun
    a, b = xs[max(i - 1, 0)], xs[min(i + 1, 5000)]
    fine = np.linspace(a, b, 1_000_001)
    v = h(fine)
    return fine[v.argmin()], v.min()


def max_abs_error(f, g, low, high):
    return -minimum(lambda x: -(f(x) - g(x)).abs(), low, high)[1]


def speedup(f, g, x, repeats):
    f(x), g(x)
    g_time = np.median(timeit.repeat(stmt=lambda: g(x), repeat=repeats, number=1))
    return np.median(timeit.repeat(stmt=lambda: f(x), repeat=repeats, number=1)) / g_time
