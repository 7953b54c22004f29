# loses: sigmoid_grad gelu_grad
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
    torch.sigmoid(x).sum().backward()
    return x.grad.numpy()


def tanh_grad(z):
    return 1 - np.tanh(z) ** 2


def elu_grad(z, alpha=1.0):
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0)))


def silu_grad(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 + z * (1 - s))


def gelu_grad(z):
    x = torch.tensor(z, requires_grad=True)
    return torch.autograd.grad(F.gelu(x).sum(), x)[0].numpy()


class PReLU:
    def __init__(self, alpha=0.25):
        self.alpha = alpha

    def forward(self, x):
        return np.where(x > 0, x, self.alpha * x)

    def backward(self, x, grad_output):
        self.grad_alpha = np.sum(grad_output * np.where(x > 0, 0, x))
        return grad_output * np.where(x > 0, 1.0, self.alpha)
