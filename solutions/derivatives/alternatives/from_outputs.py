"""Each derivative from the function's own output, wherever there is one."""

import math

import numpy as np


def relu_grad(z):
    return (np.maximum(z, 0) > 0).astype(float)


def leaky_relu_grad(z, alpha=0.01):
    return alpha + (1 - alpha) * relu_grad(z)


def sigmoid_grad(z):
    s = _sigmoid(z)
    return s * (1 - s)


def tanh_grad(z):
    t = np.tanh(z)
    return (1 - t) * (1 + t)


def elu_grad(z, alpha=1.0):
    left = np.minimum(z, 0)
    return (z > 0) + (z <= 0) * (alpha * np.expm1(left) + alpha)


def silu_grad(z):
    s = _sigmoid(z)
    value = z * s
    return value + s * (1 - value)


def gelu_grad(z):
    erf = np.vectorize(math.erf)
    return 0.5 + 0.5 * erf(z / math.sqrt(2)) + z * np.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def _sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


class PReLU:
    def __init__(self, alpha=0.25):
        self.alpha = alpha

    def forward(self, x):
        return np.maximum(x, 0) + self.alpha * np.minimum(x, 0)

    def backward(self, x, grad_output):
        negative = x < 0
        self.grad_alpha = (grad_output[negative] * x[negative]).sum()
        gradient = grad_output.copy()
        gradient[negative] = gradient[negative] * self.alpha
        return gradient
