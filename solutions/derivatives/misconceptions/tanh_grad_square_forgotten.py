"""You have 1 - tanh(z). The tanh is squared in it, so that the slope is the same on both sides."""

import numpy as np


def tanh_grad(z: np.ndarray) -> np.ndarray:
    return 1 - np.tanh(z)
