"""A class with a value and a slope for each activation, whose bound methods are the answers; properties in PReLU."""

import math

import numpy as np


class Activation:
    def value(self, z):
        raise NotImplementedError

    def derivative(self, z, *args, **kwargs):
        raise NotImplementedError


class Leaky(Activation):
    def __init__(self, by_default):
        self.by_default = by_default

    def derivative(self, z, alpha=None):
        alpha = self.by_default if alpha is None else alpha
        return np.clip(np.sign(z), 0, 1) + alpha * np.clip(-np.sign(z), 0, 1)


class Sigmoid(Activation):
    def value(self, z):
        return np.exp(-np.logaddexp(0, -z))

    def derivative(self, z):
        return np.exp(-np.logaddexp(0, -z) - np.logaddexp(0, z))


class Tanh(Activation):
    def derivative(self, z):
        return 4 * Sigmoid().derivative(2 * z)


class ELU(Activation):
    def derivative(self, z, alpha=1.0):
        out = np.asarray(z, dtype=float).copy()
        left = out < 0
        out[left] = alpha * np.exp(out[left])
        out[~left] = 1.0
        return out


class Gated(Activation):
    def __init__(self, gate, gate_slope):
        self.gate, self.gate_slope = gate, gate_slope

    def derivative(self, z):
        return self.gate(z) + z * self.gate_slope(z)


def derivative_of(activation):
    def derivative(z, *args, **kwargs):
        return activation.derivative(z, *args, **kwargs)

    return derivative


def density(z):
    return np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)


share = np.frompyfunc(lambda v: 0.5 * (1.0 + math.erf(v / 2**0.5)), 1, 1)

relu_grad = derivative_of(Leaky(0.0))
leaky_relu_grad = derivative_of(Leaky(0.01))
sigmoid_grad = Sigmoid().derivative
tanh_grad = Tanh().derivative
elu_grad = ELU().derivative
silu_grad = Gated(Sigmoid().value, Sigmoid().derivative).derivative
gelu_grad = Gated(lambda z: np.asarray(share(z), dtype=float), density).derivative


class PReLU:
    def __init__(self, alpha=0.25):
        self.parameters = {"alpha": float(alpha)}
        self.gradients = {"alpha": 0.0}

    @property
    def alpha(self):
        return self.parameters["alpha"]

    @alpha.setter
    def alpha(self, value):
        self.parameters["alpha"] = value

    @property
    def grad_alpha(self):
        return self.gradients["alpha"]

    def forward(self, x):
        return 0.5 * (1 + self.alpha) * x + 0.5 * (1 - self.alpha) * np.abs(x)

    def backward(self, x, grad_output):
        self.gradients["alpha"] = np.vdot(grad_output, 0.5 * (x - np.abs(x)))
        return 0.5 * grad_output * ((1 + self.alpha) + (1 - self.alpha) * np.sign(x))
