import numpy as np
import torch


def sigmoid(x):
    z = x.numpy()
    return torch.as_tensor(np.exp(-np.logaddexp(0, -z)))


def tanh(x):
    return 2 * torch.exp(-torch.logaddexp(torch.zeros_like(x), -2 * x)) - 1


def softplus(x, beta=1.0):
    return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta


def softmax(x, dim=-1):
    z = x - x.mean(dim, keepdim=True)
    return z.exp() / z.exp().sum(dim, keepdim=True)
