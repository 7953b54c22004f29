"""The charts of the reading: the derivatives, and how far finite differences are from them."""

import math
from types import ModuleType

import numpy as np

from autograder.chart import Chart, Series

#: No point at 0, where some of the derivatives jump.
_Z = np.linspace(-5, 5, 240)


def derivatives(reference: ModuleType) -> Chart:
    """The derivatives of the units with a corner and of those that saturate; alpha is 0.1, to be seen."""
    curves = {
        "relu_grad": reference.relu_grad(_Z),
        "leaky_relu_grad": reference.leaky_relu_grad(_Z, alpha=0.1),
        "elu_grad": reference.elu_grad(_Z),
        "tanh_grad": reference.tanh_grad(_Z),
        "sigmoid_grad": reference.sigmoid_grad(_Z),
    }
    series = [Series(label, _Z.tolist(), values.tolist()) for label, values in curves.items()]
    return Chart("What backpropagation multiplies by", series, x_label="z")


def smooth_derivatives(reference: ModuleType) -> Chart:
    """The derivatives of SiLU and GELU beside ReLU's step."""
    curves = {
        "silu_grad": reference.silu_grad(_Z),
        "gelu_grad": reference.gelu_grad(_Z),
        "relu_grad": reference.relu_grad(_Z),
    }
    series = [Series(label, _Z.tolist(), values.tolist()) for label, values in curves.items()]
    return Chart("Derivatives that overshoot", series, x_label="z")


def difference_errors(_reference: ModuleType) -> Chart:
    """The largest error of finite differences of z / sqrt(1 + z^2) on [-3, 3] over the step's power of ten.

    Root, quotient and steps that are powers of two are rounded alike by every processor; a tanh is not.
    """
    z = np.linspace(-3, 3, 601)
    exact = 1 / ((1 + z * z) * np.sqrt(1 + z * z))
    steps = [2.0**-halvings for halvings in range(47)]
    one_sided, central = [], []
    for step in steps:
        above, here, below = _bounded(z + step), _bounded(z), _bounded(z - step)
        one_sided.append(float(np.abs((above - here) / step - exact).max()))
        central.append(float(np.abs((above - below) / (2 * step) - exact).max()))
    x = [math.log10(step) for step in steps]
    return Chart(
        "No step makes a difference exact",
        [
            Series("one-sided", x, one_sided),
            Series("central", x, central),
            Series("asked here", x, [1e-12] * len(x)),
        ],
        x_label="the step h, as a power of ten",
        y_label="largest error",
        log=True,
    )


def _bounded(z: np.ndarray) -> np.ndarray:
    return z / np.sqrt(1 + z * z)
