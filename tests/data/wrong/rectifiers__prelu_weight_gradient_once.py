# loses: prelu
import math
import torch
import torch.nn.functional as F
from torch import nn

def relu(x): return x.clamp(min=0)

def leaky_relu(x, negative_slope=0.01): return torch.where(x > 0, x, negative_slope * x)


class P(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, w):
        ctx.save_for_backward(x, w)
        v = w.reshape(()) if w.numel() == 1 or x.dim() < 2 else w.reshape(1, -1, *[1] * (x.dim() - 2))
        return torch.where(x > 0, x, v * x)
    @staticmethod
    def backward(ctx, g):
        x, w = ctx.saved_tensors
        v = w.reshape(()) if w.numel() == 1 or x.dim() < 2 else w.reshape(1, -1, *[1] * (x.dim() - 2))
        return torch.where(x > 0, g, v * g), torch.ones_like(w)
prelu = P.apply

def rrelu(x, lower=1/8, upper=1/3, training=False):
    s = lower + (upper - lower) * torch.rand_like(x) if training else (lower + upper) / 2
    return torch.where(x > 0, x, s * x)

def elu(x, alpha=1.0): return torch.where(x > 0, x, alpha * torch.expm1(x.clamp(max=0)))

def selu(x): return 1.0507009873554805 * elu(x, 1.6732632423543772)
