import math
import torch


def silu(x):
    return x * torch.sigmoid(x)


def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))


def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))


def softplus(x):
    one_plus = 1.0 + x.exp()
    return one_plus.log()


def mish(x):
    return softplus(x).tanh() * x


def hardswish(x):
    return x * (x + 3).clamp(0, 6) / 6
