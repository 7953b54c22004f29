# loses: relu_grad leaky_relu_grad sigmoid_grad tanh_grad elu_grad silu_grad gelu_grad
import math

import numpy as np


def slope_of(function, z, h=1e-6, **parameters):
    return (function(z + h, **parameters) - function(z - h, **parameters)) / (2 * h)


def relu_grad(z):
    return slope_of(lambda v: np.maximum(v, 0), z)


def leaky_relu_grad(z, alpha=0.01):
    return slope_of(lambda v: np.where(v > 0, v, alpha * v), z)


def sigmoid_grad(z):
    return slope_of(lambda v: 1 / (1 + np.exp(-v)), z)


def tanh_grad(z):
    return slope_of(np.tanh, z)


def elu_grad(z, alpha=1.0):
    return slope_of(lambda v: np.where(v > 0, v, alpha * np.expm1(np.minimum(v, 0))), z)


def silu_grad(z):
    return slope_of(lambda v: v / (1 + np.exp(-v)), z)


def gelu_grad(z):
    return slope_of(lambda v: v * (1 + np.vectorize(math.erf)(v / math.sqrt(2))) / 2, z)


class PReLU:
    def __init__(self, alpha=0.25):
        self.alpha = alpha

    def forward(self, x):
        return np.where(x > 0, x, self.alpha * x)

    def backward(self, x, grad_output):
        self.grad_alpha = np.sum(grad_output * np.where(x > 0, 0, x))
        return grad_output * np.where(x > 0, 1.0, self.alpha)
