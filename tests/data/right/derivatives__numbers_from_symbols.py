import math

import numpy as np


def relu_grad(z):
    return np.where(z > 0, 1.0, 0.0)


def leaky_relu_grad(z, alpha=0.01):
    return np.where(z > 0, 1.0, alpha)


def sigmoid_grad(z):
    return 0.25 / np.cosh(z / 2) ** 2


def tanh_grad(z):
    return 1 - np.tanh(z) ** 2


def elu_grad(z, alpha=1.0):
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0)))


def silu_grad(z):
    return 0.5 + 0.5 * np.tanh(z / 2) + z / (4 * np.cosh(np.clip(z, -700, 700) / 2) ** 2)


INV_SQRT_2PI = 0.3989422804014327


def gelu_grad(z):
    cdf = np.array([0.5 + 0.5 * math.erf(v * 0.7071067811865476) for v in np.ravel(z)]).reshape(np.shape(z))
    return cdf + INV_SQRT_2PI * z * np.exp(-0.5 * z * z)


class PReLU:
    def __init__(self, alpha=0.25):
        self.alpha = alpha

    def forward(self, x):
        return np.where(x > 0, x, self.alpha * x)

    def backward(self, x, grad_output):
        self.grad_alpha = np.sum(grad_output * np.where(x > 0, 0, x))
        return grad_output * np.where(x > 0, 1.0, self.alpha)
