# loses: everything
import torch

nan = float("nan")


def relu(x):
    return x * nan


def leaky_relu(x, negative_slope=0.01):
    return x * nan


def prelu(x, weight):
    return x * nan


def rrelu(x, lower=1 / 8, upper=1 / 3, training=False):
    return x * nan


def elu(x, alpha=1.0):
    return x * nan


def selu(x):
    return torch.full_like(x, nan)
