"""You have the second term of the product rule alone. The first is the gate itself: the derivative of z is 1."""

import math

import numpy as np


def gelu_grad(z: np.ndarray) -> np.ndarray:
    density = np.exp(-0.5 * z**2) / math.sqrt(2 * math.pi)
    return z * density
