"""You put z itself into 1 - t**2. There t is tanh's output, and z is its input: take the tanh of z first."""

import numpy as np


def tanh_grad(z: np.ndarray) -> np.ndarray:
    return 1 - z**2
