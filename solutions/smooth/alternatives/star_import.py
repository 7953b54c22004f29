"""A star import, and pieces written into a clone under masks."""

# The star import is what this file tries, and type checkers do not see what it brings.
# ruff: noqa: F403, F405
# mypy: ignore-errors

from math import pi

from torch import *


def silu(x):
    return exp(log_sigmoid(x)) * x


def log_sigmoid(x):
    # log(sigmoid(x)), with nothing above zero in an exponent.
    return minimum(x, zeros_like(x)) - log1p(exp(-abs(x)))


def gelu(x):
    return x - x * erfc(x / sqrt(tensor(2.0, dtype=x.dtype))) / 2


def gelu_tanh(x):
    cubic = x + x.pow(3).mul(0.044715)
    return x.mul(0.5).addcmul(x.mul(0.5), tanh(cubic.mul((2 / pi) ** 0.5)))


def mish(x):
    # Beyond 20, softplus is so large that its tanh is 1.
    grown = exp(clamp(x, max=20)) + 1
    return x * (grown * grown - 1) / (grown * grown + 1)


def hardswish(x):
    y = x.clone()
    y[x <= -3] = 0
    inside = (x > -3) & (x < 3)
    y[inside] = x[inside] * (x[inside] + 3) / 6
    return y
