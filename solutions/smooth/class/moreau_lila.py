import math
import torch


def silu(x):
    # half of (1 + tanh) is a sigmoid
    return x * (torch.tanh(x) + 1) / 2


def gelu(x):
    return x * (torch.erf(x) + 1) / 2


def gelu_tanh(x):
    return x * (torch.tanh(math.sqrt(2 / math.pi) * x + 0.044715 * x * x * x) + 1) / 2


def mish(x):
    return x * torch.sigmoid(x)


def hardswish(x):
    return (x * (x + 3) / 6).clamp(0, 6)
