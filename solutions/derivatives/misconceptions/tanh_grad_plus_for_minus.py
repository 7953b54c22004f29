"""You have 1 + tanh(z)**2, which never falls below 1. tanh flattens out: its slope must go to 0."""

import numpy as np


def tanh_grad(z: np.ndarray) -> np.ndarray:
    return 1 + np.tanh(z) ** 2
