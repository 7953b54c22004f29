"""Your formula is right and overflows: at 1000 or -1000 exp is inf, and inf / inf is nan. Use the sigmoid's own
value s, in which inf only ever stands in a denominator."""

import numpy as np


def silu_grad(z: np.ndarray) -> np.ndarray:
    e = np.exp(z)
    return e * (1 + e + z) / (1 + e) ** 2
