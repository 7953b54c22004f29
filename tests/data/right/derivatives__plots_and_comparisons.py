import math

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn.functional as F


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
        self.alpha = alpha

    def forward(self, x):
        return np.where(x > 0, x, self.alpha * x)

    def backward(self, x, grad_output):
        self.grad_alpha = np.sum(grad_output * np.where(x > 0, 0, x))
        return grad_output * np.where(x > 0, 1.0, self.alpha)


z = torch.linspace(-4, 4, 50, dtype=torch.float64, requires_grad=True)
for mine, theirs in [(relu_grad, F.relu), (sigmoid_grad, torch.sigmoid), (gelu_grad, F.gelu)]:
    (wanted,) = torch.autograd.grad(theirs(z).sum(), z)
    print(mine.__name__, np.abs(mine(z.detach().numpy()) - wanted.numpy()).max())
    plt.plot(z.detach().numpy(), mine(z.detach().numpy()))
layer = torch.nn.PReLU()
layer(torch.randn(3)).sum().backward()
plt.show()
