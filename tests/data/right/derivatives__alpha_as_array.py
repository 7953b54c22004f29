import math

import numpy as np


def relu_grad(z):
    return np.where(z > 0, 1.0, 0.0)


def leaky_relu_grad(z, alpha=0.01):
    return np.where(z > 0, 1.0, alpha)


def sigmoid_grad(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


def tanh_grad(z):
    return 1 - np.tanh(z) ** 2


def elu_grad(z, alpha=1.0):
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0)))


def silu_grad(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 + z * (1 - s))


def gelu_grad(z):
    cdf = 0.5 * (1 + np.vectorize(math.erf)(z / math.sqrt(2)))
    return cdf + z * np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)


class PReLU:
    def __init__(self, alpha=0.25):
        self.alpha = np.array([alpha])
        self.grad_alpha = np.zeros(1)

    def forward(self, x):
        return np.clip(x, 0, None) + self.alpha * np.clip(x, None, 0)

    def backward(self, x, grad_output):
        self.grad_alpha[:] = np.sum(grad_output * np.clip(x, None, 0))
        return np.where(x < 0, self.alpha, 1) * grad_output
