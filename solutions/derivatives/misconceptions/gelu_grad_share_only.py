"""You return the gate. GELU is a product of two things that depend on z, and the product rule has two terms."""

import math

import numpy as np


def gelu_grad(z: np.ndarray) -> np.ndarray:
    share = 0.5 * (1 + np.vectorize(math.erf, otypes=[float])(z / math.sqrt(2)))
    return share
