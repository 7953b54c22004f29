"""One number at a time with `math`, spread over the array by a decorator; a table of slopes."""

import functools
import math

import numpy as np


def entrywise(slope):
    @functools.wraps(slope)
    def on_array(z, **parameters):
        out = np.empty(np.shape(z))
        for place, value in np.ndenumerate(z):
            out[place] = slope(float(value), **parameters)
        return out

    return on_array


@entrywise
def relu_grad(z):
    return float(z > 0)


def leaky_relu_grad(z, alpha=0.01):
    return entrywise(lambda v: 1.0 if v > 0 else alpha)(z)


@entrywise
def sigmoid_grad(z):
    e = math.exp(-abs(z))
    return e / (1 + e) / (1 + e)


@entrywise
def tanh_grad(z):
    return 1 - math.tanh(z) ** 2


def elu_grad(z, alpha=1.0):
    return entrywise(lambda v: 1.0 if v > 0 else alpha * math.exp(v))(z)


@entrywise
def silu_grad(z):
    s = 0.5 + 0.5 * math.tanh(z / 2)
    return s + z * s * (1 - s)


@entrywise
def gelu_grad(z):
    return 0.5 * math.erfc(-z * math.sqrt(0.5)) + z * math.exp(-z * z / 2) / math.sqrt(math.tau)


class PReLU:
    def __init__(self, alpha=0.25):
        self.alpha = np.array(alpha, dtype=float)
        self.grad_alpha = np.zeros(())

    def forward(self, x):
        return np.array([v if v > 0 else float(self.alpha) * v for v in x.flat]).reshape(x.shape)

    def backward(self, x, grad_output):
        total = 0.0
        gradient = np.zeros_like(grad_output)
        for place, value in np.ndenumerate(x):
            if value > 0:
                gradient[place] = grad_output[place]
            else:
                gradient[place] = float(self.alpha) * grad_output[place]
                total += value * grad_output[place]
        self.grad_alpha = np.asarray(total)
        return gradient
