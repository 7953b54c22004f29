import math
import torch
import torch.nn.functional as F


def silu(x):
    return x * torch.sigmoid(x)


def gelu(x):
    # relu, minus what the left tail takes away; the same on both sides
    a = torch.abs(x)
    tail = 0.5 * torch.erfc(a / math.sqrt(2))
    return torch.relu(x) - a * tail


def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def mish(x):
    return x * torch.tanh(F.softplus(x))


def hardswish(x):
    return x * F.relu6(x + 3) / 6
