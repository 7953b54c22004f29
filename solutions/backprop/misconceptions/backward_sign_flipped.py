"""Your gradients have the wrong sign: the derivative of (A2 - y)**2 is 2 (A2 - y). Descent subtracts it later."""

import numpy as np


def backward(params, cache, y):
    a1, a2, z1, w2 = cache["A1"], cache["A2"], cache["Z1"], params["W2"]
    slope = {"tanh": 1 - a1**2, "sigmoid": a1 * (1 - a1), "relu": z1 > 0}[cache["activation"]]
    grad_z2 = 2 * (y - a2) / len(y) * a2 * (1 - a2)
    grad_z1 = grad_z2 @ w2.T * slope
    return {"W1": cache["X"].T @ grad_z1, "b1": grad_z1.sum(0), "W2": a1.T @ grad_z2, "b2": grad_z2.sum(0)}
