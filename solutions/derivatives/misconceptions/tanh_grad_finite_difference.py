"""You take a finite difference. It comes close, and rounding keeps it from coming closer than some ten digits. The
formula is shorter: it is made of tanh alone."""

import numpy as np


def tanh_grad(z: np.ndarray) -> np.ndarray:
    step = 1e-5
    return (np.tanh(z + step) - np.tanh(z - step)) / (2 * step)
