import math
import torch
import torch.nn.functional as F


def prepare(x):
    # make sure that we work with floats
    return x.to(torch.float32)


def silu(x):
    x = prepare(x)
    return x * torch.sigmoid(x)


def gelu(x):
    x = prepare(x)
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))


def gelu_tanh(x):
    x = prepare(x)
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def mish(x):
    x = prepare(x)
    return x * torch.tanh(F.softplus(x))


def hardswish(x):
    x = prepare(x)
    return x * F.relu6(x + 3) / 6
