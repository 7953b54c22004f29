"""Your 1 and your 0 have changed sides. ReLU passes positive inputs on, and blocks negative ones."""

import numpy as np


def relu_grad(z: np.ndarray) -> np.ndarray:
    return np.where(z < 0, 1.0, 0.0)
