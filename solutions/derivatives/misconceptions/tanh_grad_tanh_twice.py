"""You take the tanh of what is a tanh already. The formula 1 - t**2 wants t = tanh(z), with tanh applied once."""

import numpy as np


def tanh_grad(z: np.ndarray) -> np.ndarray:
    return 1 - np.tanh(np.tanh(z)) ** 2
