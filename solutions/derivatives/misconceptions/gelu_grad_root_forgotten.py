"""You hand z itself to erf. It is z / sqrt(2): erf belongs to a bell curve that is narrower by that factor."""

import math

import numpy as np


def gelu_grad(z: np.ndarray) -> np.ndarray:
    share = 0.5 * (1 + np.vectorize(math.erf, otypes=[float])(z))
    density = np.exp(-0.5 * z**2) / math.sqrt(2 * math.pi)
    return share + z * density
