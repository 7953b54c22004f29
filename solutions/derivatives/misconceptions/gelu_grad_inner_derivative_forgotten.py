"""You took the derivative of erf(u), 2 / sqrt(pi) * exp(-u**2), and forgot that u is z / sqrt(2): the chain rule
divides by sqrt(2)."""

import math

import numpy as np


def gelu_grad(z: np.ndarray) -> np.ndarray:
    share = 0.5 * (1 + np.vectorize(math.erf, otypes=[float])(z / math.sqrt(2)))
    return share + z * np.exp(-0.5 * z**2) / math.sqrt(math.pi)
