import numpy as np
import torch

def relu(x):
    return torch.from_numpy(np.where(x.numpy() > 0, x.numpy(), 0))

def leaky_relu(x, negative_slope=0.01):
    a = x.numpy()
    return torch.from_numpy(np.where(a > 0, a, negative_slope * a))

def prelu(x, weight):
    a, w = x.numpy(), weight.numpy()
    if w.size > 1:
        w = w.reshape(1, -1, *[1] * (a.ndim - 2))
    return torch.from_numpy(np.where(a > 0, a, w * a))

def rrelu(x, lower=1/8, upper=1/3, training=False):
    a = x.numpy()
    slope = np.random.uniform(lower, upper, a.shape) if training else (lower + upper) / 2
    return torch.from_numpy(np.where(a > 0, a, slope * a))

def elu(x, alpha=1.0):
    a = x.numpy()
    return torch.from_numpy(np.where(a > 0, a, alpha * (np.exp(np.minimum(a, 0)) - 1)))

def selu(x):
    return 1.0507009873554805 * elu(x, 1.6732632423543772)
