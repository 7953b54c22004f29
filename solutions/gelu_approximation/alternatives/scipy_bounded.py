"""SciPy's bounded search around each dip of a grid, the edges besides; timeit.repeat and NumPy's median."""

import timeit

import numpy as np
import torch
import torch.nn.functional as F
from scipy.optimize import minimize_scalar


def gelu_sigmoid(x: torch.Tensor) -> torch.Tensor:
    """SiLU with its axes scaled."""
    return F.silu(1.702 * x) / 1.702


def minimum(f, low, high):
    def on_numbers(x):
        return f(torch.as_tensor(x, dtype=torch.float64)).numpy()

    grid = np.linspace(low, high, 4001)
    values = on_numbers(grid)
    found = [(values[0], grid[0]), (values[-1], grid[-1])]
    dips = np.flatnonzero((values[1:-1] <= values[:-2]) & (values[1:-1] <= values[2:])) + 1
    for i in sorted(dips, key=lambda i: values[i])[:3]:
        result = minimize_scalar(
            lambda x: float(on_numbers(x)), bounds=(grid[i - 1], grid[i + 1]), method="bounded", options={"xatol": 1e-10}
        )
        found.append((result.fun, result.x))
    value, x = min(found)
    return x, value


def max_abs_error(f, g, low, high):
    return -minimum(lambda x: -(f(x) - g(x)).abs(), low, high)[1]


def speedup(f, g, x, repeats):
    names = {"f": f, "g": g, "x": x}
    f(x)
    g(x)
    slow = timeit.repeat("f(x)", globals=names, number=1, repeat=repeats)
    fast = timeit.repeat("g(x)", globals=names, number=1, repeat=repeats)
    return float(np.median(slow) / np.median(fast))
