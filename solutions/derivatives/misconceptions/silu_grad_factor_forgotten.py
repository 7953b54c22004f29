"""The derivative of the gate is s * (1 - s). One of its factors is missing in your second term."""

import numpy as np


def silu_grad(z: np.ndarray) -> np.ndarray:
    s = 1 / (1 + np.exp(-z))
    return s + z * (1 - s)
