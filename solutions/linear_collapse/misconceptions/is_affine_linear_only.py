"""You ask f(x + y) = f(x) + f(y), which is linearity. An affine function has a bias, and fails that; at a point half way between two it gives the mean."""

import math

import torch
from torch import nn


def is_affine(fn, in_features):
    generator = torch.Generator().manual_seed(0)
    for size in (0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0):
        x, y = size * torch.randn(2, 500, in_features, generator=generator, dtype=torch.float64)
        with torch.no_grad():
            first, second = fn(x), fn(y)
            gap = (fn(x + y) - first - second).abs().max()
        if gap > 1e-9 * (1e-6 + max(first.abs().max(), second.abs().max())):
            return False
    return True
