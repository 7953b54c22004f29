"""On the left you have alpha * z, the value of the function. Its slope is what stands in front of z."""

import numpy as np


def leaky_relu_grad(z: np.ndarray, alpha: float = 0.01) -> np.ndarray:
    return np.where(z > 0, 1.0, alpha * z)
