import math

import numpy as np
import torch


def relu_grad(z):
    return np.where(z > 0, 1.0, 0.0)


def leaky_relu_grad(z, alpha=0.01):
    return np.where(z > 0, 1.0, alpha)


def sigmoid_grad(z):
    s = torch.sigmoid(torch.from_numpy(z))
    return (s * (1 - s)).numpy()


def tanh_grad(z):
    with torch.no_grad():
        return (1 - torch.tanh(torch.as_tensor(z)) ** 2).numpy()


def elu_grad(z, alpha=1.0):
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0)))


def silu_grad(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 + z * (1 - s))


def gelu_grad(z):
    t = torch.tensor(z)
    density = torch.distributions.Normal(0.0, torch.ones((), dtype=torch.float64)).log_prob(t).exp()
    return (torch.special.ndtr(t) + t * density).numpy()


class PReLU:
    def __init__(self, alpha=0.25):
        self.alpha = alpha

    def forward(self, x):
        return np.where(x > 0, x, self.alpha * x)

    def backward(self, x, grad_output):
        self.grad_alpha = np.sum(grad_output * np.where(x > 0, 0, x))
        return grad_output * np.where(x > 0, 1.0, self.alpha)
