"""You differentiated the gate and left out the z that it multiplies. Use the product rule: two terms."""

import numpy as np


def silu_grad(z: np.ndarray) -> np.ndarray:
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)
