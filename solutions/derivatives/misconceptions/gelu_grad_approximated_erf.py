"""Your erf is a polynomial from a table, right to seven digits. `math.erf` is exact: `np.vectorize(math.erf)`
applies it to an array."""

import math

import numpy as np


def gelu_grad(z: np.ndarray) -> np.ndarray:
    x = np.abs(z) / math.sqrt(2)
    t = 1 / (1 + 0.3275911 * x)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(z) * (1 - series * np.exp(-(x**2)))
    return 0.5 * (1 + erf) + z * np.exp(-0.5 * z**2) / math.sqrt(2 * math.pi)
