"""You differentiated the gate and left out the z that it multiplies. Use the product rule: two terms."""

import math

import numpy as np


def gelu_grad(z: np.ndarray) -> np.ndarray:
    density = np.exp(-0.5 * z**2) / math.sqrt(2 * math.pi)
    return density
