"""You make a new array with the dtype of a comparison or of whole numbers, and alpha is cut to 0 in it. Ask for
floats."""

import numpy as np


def leaky_relu_grad(z: np.ndarray, alpha: float = 0.01) -> np.ndarray:
    slope = (z > 0).astype(int)
    slope[z < 0] = int(alpha)
    return slope.astype(float)
