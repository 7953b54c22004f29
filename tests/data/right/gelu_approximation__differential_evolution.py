"""scipy global optimisers: shgo / differential_evolution vectorised / dual annealing; benchmark Timer."""
import numpy as np
import torch
from scipy.optimize import differential_evolution, minimize_scalar
import statistics, time


def gelu_sigmoid(x):
    half = x / 2
    return half + half * torch.tanh(0.851 * x)


def minimum(f, low, high):
    vec = lambda pop: f(torch.from_numpy(np.ascontiguousarray(pop[0]))).detach().numpy()
    res = differential_evolution(vec, [(low, high)], popsize=500, vectorized=True, updating="deferred", seed=1, tol=1e-12, atol=1e-14, maxiter=120, polish=False)
    x, y = float(res.x[0]), float(res.fun)
    one = lambda t: f(torch.tensor([float(t)], dtype=torch.float64)).item()
    w = (high - low) / 2000
    r = minimize_scalar(one, bounds=(max(low, x - w), min(high, x + w)), method="bounded", options=dict(xatol=1e-10))
    options = [(x, y), (float(r.x), float(r.fun)), (low, one(low)), (high, one(high))]
    return min(options, key=lambda p: p[1])


def max_abs_error(f, g, low, high):
    return -minimum(lambda x: -torch.abs(f(x) - g(x)), low, high)[1]


def speedup(f, g, x, repeats):
    def once(fn):
        begin = time.monotonic_ns()
        fn(x)
        return time.monotonic_ns() - begin
    f(x); g(x)
    tf = sorted(once(f) for _ in range(repeats))
    tg = sorted(once(g) for _ in range(repeats))
    return tf[repeats // 2] / tg[repeats // 2]
