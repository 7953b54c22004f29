# loses: sigmoid_grad tanh_grad silu_grad
import math

import numpy as np
import torch
import torch.nn.functional as F


def relu_grad(z):
    return np.where(z > 0, 1.0, 0.0)


def leaky_relu_grad(z, alpha=0.01):
    return np.where(z > 0, 1.0, alpha)


def sigmoid_grad(z):
    x = torch.tensor(z, requires_grad=True)
    s = 1 / (1 + torch.exp(-x))
    s.backward(torch.ones_like(s))
    return x.grad.numpy()


def tanh_grad(z):
    return torch.func.vmap(torch.func.grad(torch.tanh))(torch.tensor(z).reshape(-1)).reshape(z.shape).numpy()


def elu_grad(z, alpha=1.0):
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0)))


def silu_grad(z):
    x = torch.tensor(z, requires_grad=True)
    y = x / (1 + torch.exp(-x))
    y.sum().backward()
    return x.grad.numpy()


def gelu_grad(z):
    cdf = 0.5 * (1 + np.vectorize(math.erf)(z / math.sqrt(2)))
    return cdf + z * np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)


class PReLU:
    def __init__(self, alpha=0.25):
        self.alpha = alpha

    def forward(self, x):
        return np.where(x > 0, x, self.alpha * x)

    def backward(self, x, grad_output):
        self.grad_alpha = np.sum(grad_output * np.where(x > 0, 0, x))
        return grad_output * np.where(x > 0, 1.0, self.alpha)
