"""Your alpha is 0.1 where the caller names none. It should be 0.01."""

import numpy as np


def leaky_relu_grad(z: np.ndarray, alpha: float = 0.1) -> np.ndarray:
    return np.where(z > 0, 1.0, alpha)
