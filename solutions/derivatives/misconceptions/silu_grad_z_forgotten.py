"""In the second term of the product rule z is missing: it is z times the derivative of the gate."""

import numpy as np


def silu_grad(z: np.ndarray) -> np.ndarray:
    s = 1 / (1 + np.exp(-z))
    return s + s * (1 - s)
