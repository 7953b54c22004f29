"""Your values are right, but you write them into the caller's own array, which backpropagation still needs. Make a
new one."""

import numpy as np


def relu_grad(z: np.ndarray) -> np.ndarray:
    z[z > 0] = 1.0
    z[z <= 0] = 0.0
    return z
