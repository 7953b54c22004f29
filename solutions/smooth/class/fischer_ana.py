import math
import torch


def softplus(x):
    return torch.logaddexp(x, torch.zeros_like(x))


def silu(x):
    return torch.sigmoid(x) * x


def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))


def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def mish(x):
    return softplus(x.tanh()) * x


def hardswish(x):
    return x * torch.nn.functional.relu6(x) / 6
