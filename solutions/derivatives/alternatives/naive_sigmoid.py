"""The plain sigmoid, whose overflow does no harm where inf stands in a denominator alone; masks and copies."""

import math

import numpy as np

np.seterr(over="ignore")


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu_grad(z):
    out = np.zeros(z.shape)
    out[z > 0] = 1
    return out


def leaky_relu_grad(z, alpha=0.01):
    out = np.ones_like(z)
    out[z < 0] = alpha
    return out


def sigmoid_grad(z):
    return sigmoid(z) * sigmoid(-z)


def tanh_grad(z):
    return 1 / np.cosh(z) ** 2


def elu_grad(z, alpha=1.0):
    return np.where(z >= 0, 1, alpha * np.exp(z))


def silu_grad(z):
    return sigmoid(z) + z * sigmoid_grad(z)


def gelu_grad(z):
    share = np.array([(1 + math.erf(v / math.sqrt(2))) / 2 for v in z.ravel()]).reshape(z.shape)
    return share + z * (1 / np.sqrt(2 * np.pi)) * np.exp(-np.square(z) / 2)


class PReLU:
    def __init__(self, alpha=0.25):
        self.alpha, self.grad_alpha = alpha, None

    def _slopes(self, x):
        return np.where(x < 0, self.alpha, 1)

    def forward(self, x):
        self._x = x.copy()
        return x * self._slopes(x)

    def backward(self, x, grad_output):
        self.grad_alpha = np.dot(grad_output.ravel(), np.where(x < 0, x, 0).ravel())
        return grad_output * self._slopes(x)
