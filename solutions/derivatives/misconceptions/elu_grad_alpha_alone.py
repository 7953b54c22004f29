"""Your slope on the left is alpha everywhere. That is leaky ReLU's: ELU's dies away, as exp(z) does."""

import numpy as np


def elu_grad(z: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    return np.where(z > 0, 1.0, alpha)
