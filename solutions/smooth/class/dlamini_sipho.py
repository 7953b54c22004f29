# The names at the bottom (y, gate, inner) are only for my comparison with PyTorch.
import math
import torch
import torch.nn as nn


def silu(x):
    gate = 1 / (1 + torch.exp(-torch.clamp(x, min=-60)))
    y = x * gate
    return y


def gelu(x):
    inner = torch.erf(x / math.sqrt(2))
    y = x * (1 + inner) / 2
    return y


def gelu_tanh(x):
    inner = math.sqrt(2 / math.pi) * (x + 0.044715 * x.pow(3))
    y = x * (1 + inner.tanh()) / 2
    return y


def mish(x):
    gate = torch.tanh(nn.Softplus()(x))
    y = x * gate
    return y


def hardswish(x):
    gate = nn.functional.relu6(x + 3) / 6
    y = x * gate
    return y


x = torch.linspace(-4, 4, 81)
y = nn.SiLU()(x)
print("silu", (silu(x) - y).abs().max())
inner = nn.GELU()(x)
print("gelu", (gelu(x) - inner).abs().max())
gate = nn.Hardswish()(x)
print("hardswish", (hardswish(x) - gate).abs().max())
