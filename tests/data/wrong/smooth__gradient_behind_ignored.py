# loses: gelu
import math
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


def silu(x):
    return x * torch.sigmoid(x)


def gelu(x):
    return x * (1 + torch.erf(x / math.sqrt(2))) / 2


def gelu_tanh(x):
    return x / 2 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def mish(x):
    return x * torch.tanh(F.softplus(x))


def hardswish(x):
    return x * torch.clamp(x + 3, 0, 6) / 6


class G(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * torch.special.ndtr(x)
    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return torch.special.ndtr(x) + x * torch.exp(-x * x / 2) / math.sqrt(2 * math.pi)
gelu = G.apply
