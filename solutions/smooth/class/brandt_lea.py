import math
import torch
import torch.nn.functional as F


def silu(x):
    x *= torch.sigmoid(x)
    return x


def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))


def gelu_tanh(x):
    y = x + 0.044715 * x**3
    y *= math.sqrt(2 / math.pi)
    y = torch.tanh(y)
    y = y + 1
    return y * x / 2


def mish(x):
    gate = F.softplus(x)
    gate = torch.tanh(gate)
    return x * gate


def hardswish(x):
    gate = F.relu6(x + 3)
    gate = gate / 6
    return x * gate
