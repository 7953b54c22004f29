"""Your slope on the left is 0, which is ReLU's. Leaky ReLU falls by alpha there."""

import numpy as np


def leaky_relu_grad(z: np.ndarray, alpha: float = 0.01) -> np.ndarray:
    return np.where(z > 0, 1.0, 0.0)
