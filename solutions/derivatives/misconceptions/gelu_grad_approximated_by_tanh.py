"""You differentiated the approximation by tanh. It is off by up to 0.0009 from the derivative of the exact GELU,
which has erf in it."""

import math

import numpy as np


def gelu_grad(z: np.ndarray) -> np.ndarray:
    c = math.sqrt(2 / math.pi)
    t = np.tanh(c * (z + 0.044715 * z**3))
    return 0.5 * (1 + t) + 0.5 * z * (1 - t**2) * c * (1 + 3 * 0.044715 * z**2)
