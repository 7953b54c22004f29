"""You return ReLU itself. Its derivative says how fast it rises: 1 wherever it passes the input on, however large
that is."""

import numpy as np


def relu_grad(z: np.ndarray) -> np.ndarray:
    return np.maximum(z, 0.0)
