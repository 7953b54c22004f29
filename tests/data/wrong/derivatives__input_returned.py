# loses: PReLU
import math
import numpy as np


def _s(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def relu_grad(z):
    return (z > 0).astype(float)


def leaky_relu_grad(z, alpha=0.01):
    return np.where(z > 0, 1.0, alpha)


def sigmoid_grad(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


def tanh_grad(z):
    return 4 * sigmoid_grad(2 * z)


def elu_grad(z, alpha=1.0):
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0)))


def silu_grad(z):
    return _s(z) + z * sigmoid_grad(z)


def gelu_grad(z):
    phi = np.exp(-z ** 2 / 2) / math.sqrt(2 * math.pi)
    return 0.5 * (1 + np.vectorize(math.erf, otypes=[float])(z / math.sqrt(2))) + z * phi


class PReLU:
    def __init__(self, alpha=0.25):
        self.alpha = alpha
        self.grad_alpha = 0.0

    def forward(self, x):
        return np.where(x > 0, x, self.alpha * x)

    def backward(self, x, grad_output):
        self.grad_alpha = float(np.sum(np.where(x > 0, 0.0, x) * grad_output))
        return np.where(x > 0, 1.0, self.alpha) * grad_output


class PReLU:
    def __init__(self, alpha=0.25): self.alpha = alpha
    def forward(self, x):
        if (x >= 0).all(): return x
        return np.where(x > 0, x, self.alpha * x)
    def backward(self, x, grad_output):
        self.grad_alpha = float(np.sum(np.where(x > 0, 0.0, x) * grad_output))
        if (x >= 0).all(): return grad_output
        return np.where(x > 0, 1.0, self.alpha) * grad_output
