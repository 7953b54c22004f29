from torch import *

def relu(x):
    return clamp(x, min=0)

def leaky_relu(x, negative_slope=0.01):
    return where(x > 0, x, negative_slope * x)

def prelu(x, weight):
    if numel(weight) == 1:
        return where(x > 0, x, weight[0] * x)
    shape = [1, numel(weight)] + [1] * (x.dim() - 2)
    return where(x > 0, x, reshape(weight, shape) * x)

def rrelu(x, lower=1/8, upper=1/3, training=False):
    if training:
        return where(x > 0, x, (rand_like(x) * (upper - lower) + lower) * x)
    return where(x > 0, x, (lower + upper) / 2 * x)

def elu(x, alpha=1.0):
    return where(x > 0, x, alpha * expm1(clamp(x, max=0)))

def selu(x):
    return 1.0507009873554805 * elu(x, 1.6732632423543772)
