"""Your bell curve is 1 at 0. The normal density is divided by sqrt(2 * pi), so that the area below it is 1."""

import math

import numpy as np


def gelu_grad(z: np.ndarray) -> np.ndarray:
    share = 0.5 * (1 + np.vectorize(math.erf, otypes=[float])(z / math.sqrt(2)))
    return share + z * np.exp(-0.5 * z**2)
