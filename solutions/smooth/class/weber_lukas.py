import math
import torch


def my_sigmoid(z):
    return 1.0 / (torch.exp(-z) + 1.0)


def silu(x):
    return my_sigmoid(x) * x


def gelu(x):
    return 0.5 * x * (1.0 + torch.erf(x / math.sqrt(2.0)))


def gelu_tanh(x):
    return 0.5 * x * (1.0 + torch.tanh(math.sqrt(2.0 / math.pi) * (x + 0.044715 * x**3)))


def mish(x):
    return x * torch.tanh(torch.nn.functional.softplus(x))


def hardswish(x):
    return x * torch.clamp(x + 3.0, 0.0, 6.0) / 6.0
