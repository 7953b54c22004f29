from math import *
from torch import *


def silu(x):
    return x * sigmoid(x)


def gelu(x):
    return 0.5 * x * (1 + erf(x * sqrt(tensor(0.5, dtype=x.dtype))))


def gelu_tanh(x):
    inner = (2 / pi) ** 0.5 * (x + 0.044715 * x**3)
    return 0.5 * x * (1 + tanh(inner))


def mish(x):
    return x * tanh(log1p(exp(-abs(x))) + maximum(x, zeros_like(x)))


def hardswish(x):
    y = x * (x + 3) / 6
    y = where(x < -3, zeros_like(x), y)
    y = where(x > 3, x, y)
    return y
