"""You differentiated z * sigmoid(1.702 z), an approximation. The exact GELU has erf in it."""

import math

import numpy as np


def gelu_grad(z: np.ndarray) -> np.ndarray:
    s = 1 / (1 + np.exp(-1.702 * z))
    return s + 1.702 * z * s * (1 - s)
