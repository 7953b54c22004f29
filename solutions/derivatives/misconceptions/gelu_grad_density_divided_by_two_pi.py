"""You divide the bell curve by 2 * pi. It is the square root of that."""

import math

import numpy as np


def gelu_grad(z: np.ndarray) -> np.ndarray:
    share = 0.5 * (1 + np.vectorize(math.erf, otypes=[float])(z / math.sqrt(2)))
    return share + z * np.exp(-0.5 * z**2) / (2 * math.pi)
