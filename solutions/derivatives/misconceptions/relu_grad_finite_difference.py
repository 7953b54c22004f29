"""You take a finite difference. Even on straight pieces it is off in the last digits, since subtracting two rounded
numbers leaves their rounding. A comparison with 0 is all that you need."""

import numpy as np


def relu_grad(z: np.ndarray) -> np.ndarray:
    step = 1e-5
    return (np.maximum(z + step, 0) - np.maximum(z - step, 0)) / (2 * step)
