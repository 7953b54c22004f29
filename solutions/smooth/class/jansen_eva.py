# -*- coding: utf-8 -*-
# Eva Jansen - made on Windows
import math
import torch
import torch.nn.functional as F


def silu(x):
    return x * F.sigmoid(x)


def gelu(x):
    cdf = (torch.erf(x / math.sqrt(2)) + 1) / 2
    return x * cdf


def gelu_tanh(x):
    k = math.sqrt(2 / math.pi)
    return x / 2 * (1 + F.tanh(k * x + k * 0.044715 * x ** 3))


def mish(x):
    return x * F.tanh(F.softplus(x))


def hardswish(x):
    out = torch.where(x > 3, x, x * (x + 3) / 6)
    return torch.where(x < -3, torch.zeros_like(x), out)
