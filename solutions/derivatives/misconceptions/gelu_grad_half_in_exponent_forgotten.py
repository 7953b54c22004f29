"""Your bell curve is too narrow: in the normal density the exponent is -z**2 / 2."""

import math

import numpy as np


def gelu_grad(z: np.ndarray) -> np.ndarray:
    share = 0.5 * (1 + np.vectorize(math.erf, otypes=[float])(z / math.sqrt(2)))
    return share + z * np.exp(-(z**2)) / math.sqrt(2 * math.pi)
