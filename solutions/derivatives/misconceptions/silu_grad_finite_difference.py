"""You take a finite difference. It comes close, and rounding keeps it from coming closer than some ten digits. The
product rule gives the formula."""

import numpy as np


def silu_grad(z: np.ndarray) -> np.ndarray:
    step = 1e-5
    above, below = z + step, z - step
    return (above / (1 + np.exp(-above)) - below / (1 + np.exp(-below))) / (2 * step)
