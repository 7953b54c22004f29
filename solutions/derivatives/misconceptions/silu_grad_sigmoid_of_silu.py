"""You apply the sigmoid to SiLU's value on the way. The gate is the sigmoid of z itself."""

import numpy as np


def silu_grad(z: np.ndarray) -> np.ndarray:
    value = z / (1 + np.exp(-z))
    s = 1 / (1 + np.exp(-value))
    return value + s * (1 - value)
