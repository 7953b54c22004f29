"""You take a finite difference. Even on straight pieces it is off in the last digits, since subtracting two rounded
numbers leaves their rounding. Choose between the two slopes instead."""

import numpy as np


def leaky_relu_grad(z: np.ndarray, alpha: float = 0.01) -> np.ndarray:
    step = 1e-5
    above, below = z + step, z - step
    above, below = np.where(above > 0, above, alpha * above), np.where(below > 0, below, alpha * below)
    return (above - below) / (2 * step)
