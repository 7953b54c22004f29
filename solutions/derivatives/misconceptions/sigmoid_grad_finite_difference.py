"""You take a finite difference. It comes close, and rounding keeps it from coming closer than some ten digits. The
formula is shorter: it is made of the sigmoid alone."""

import numpy as np


def sigmoid_grad(z: np.ndarray) -> np.ndarray:
    step = 1e-5
    above, below = 1 / (1 + np.exp(-z - step)), 1 / (1 + np.exp(-z + step))
    return (above - below) / (2 * step)
