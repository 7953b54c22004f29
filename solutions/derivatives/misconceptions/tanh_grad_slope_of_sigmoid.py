"""You return the derivative of the sigmoid. tanh(z) is 2 * sigmoid(2z) - 1, so it is four times as steep at 0, and
narrower."""

import numpy as np


def tanh_grad(z: np.ndarray) -> np.ndarray:
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)
