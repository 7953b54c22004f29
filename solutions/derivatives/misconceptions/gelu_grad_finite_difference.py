"""You take a finite difference. It comes close, and rounding keeps it from coming closer than some ten digits. The
product rule gives the formula."""

import math

import numpy as np


def gelu_grad(z: np.ndarray) -> np.ndarray:
    erf = np.vectorize(math.erf, otypes=[float])
    step = 1e-5
    above, below = (0.5 * x * (1 + erf(x / math.sqrt(2))) for x in (z + step, z - step))
    return (above - below) / (2 * step)
