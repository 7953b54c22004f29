import math
import torch
import torch.nn.functional as F
from torch import nn

from torch.autograd.function import once_differentiable
class ELU(torch.autograd.Function):
    @staticmethod
    def forward(x, alpha):
        return torch.where(x > 0, x, alpha * torch.expm1(x))
    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.alpha = inputs[1]
        ctx.save_for_backward(output)
    @staticmethod
    @once_differentiable
    def backward(ctx, upstream):
        (y,) = ctx.saved_tensors
        return upstream * torch.where(y > 0, torch.ones_like(y), y + ctx.alpha), None

def relu(x): return x.clamp(min=0)

def leaky_relu(x, negative_slope=0.01): return torch.where(x > 0, x, negative_slope * x)

def prelu(x, weight):
    w = weight if weight.numel() > 1 and x.dim() > 1 else weight.reshape(())
    if w.dim(): w = w.reshape(1, -1, *[1] * (x.dim() - 2))
    return torch.where(x > 0, x, w * x)

def rrelu(x, lower=1/8, upper=1/3, training=False):
    s = lower + (upper - lower) * torch.rand_like(x) if training else (lower + upper) / 2
    return torch.where(x > 0, x, s * x)

def elu(x, alpha=1.0): return ELU.apply(x, alpha)

def selu(x): return 1.0507009873554805 * elu(x, 1.6732632423543772)
