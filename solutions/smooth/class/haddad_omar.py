# I wanted to write the backward passes by hand too.
import math
import torch
from torch.autograd import Function


class _Silu(Function):
    @staticmethod
    def forward(ctx, x):
        s = torch.sigmoid(x)
        ctx.save_for_backward(x, s)
        return x * s

    @staticmethod
    def backward(ctx, g):
        x, s = ctx.saved_tensors
        return g * (s + x * s * (1 - s))


class _Gelu(Function):
    @staticmethod
    def forward(ctx, x):
        phi = 0.5 * (1 + torch.erf(x / math.sqrt(2)))
        ctx.save_for_backward(x, phi)
        return x * phi

    @staticmethod
    def backward(ctx, g):
        x, phi = ctx.saved_tensors
        return g * (phi + x * torch.exp(-0.5 * x * x) / math.sqrt(2 * math.pi))


class _Hard(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * (x + 3).clamp(0, 6) / 6

    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        middle = (2 * x + 3) / 6
        slope = torch.where(x < -3, torch.zeros_like(x), torch.where(x > 3, torch.ones_like(x), middle))
        return g * slope


def silu(x): return _Silu.apply(x)
def gelu(x): return _Gelu.apply(x)
def hardswish(x): return _Hard.apply(x)


def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(0.79788456 * (x + 0.044715 * x ** 3)))


def mish(x):
    return x * torch.tanh(torch.nn.functional.softplus(x))
