"""You give a slope of 1 everywhere. On the left ReLU is flat: no gradient passes there."""

import numpy as np


def relu_grad(z: np.ndarray) -> np.ndarray:
    return np.ones_like(z)
