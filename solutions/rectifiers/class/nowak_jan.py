import torch
from torch.autograd import Function

# I wanted to try writing backward() myself.


class _Leaky(Function):

    @staticmethod
    def forward(ctx, x, slope):
        ctx.save_for_backward(x, slope)
        return torch.where(x < 0, slope * x, x)

    @staticmethod
    def backward(ctx, g):
        x, slope = ctx.saved_tensors
        gx = torch.where(x < 0, slope * g, g)
        gs = torch.where(x < 0, x * g, torch.zeros_like(g)).sum_to_size(slope.shape)
        return gx, gs


class _Exp(Function):

    @staticmethod
    def forward(ctx, x, alpha):
        e = torch.exp(torch.clamp(x, max=0))
        ctx.save_for_backward(x, e)
        ctx.alpha = alpha
        return torch.where(x < 0, alpha * (e - 1), x)

    @staticmethod
    def backward(ctx, g):
        x, e = ctx.saved_tensors
        return torch.where(x < 0, ctx.alpha * e * g, g), None


def relu(x):
    return _Leaky.apply(x, torch.zeros((), dtype=x.dtype))

def leaky_relu(x, negative_slope=0.01):
    return _Leaky.apply(x, torch.tensor(negative_slope, dtype=x.dtype))

def prelu(x, weight):
    if weight.numel() == 1:
        return _Leaky.apply(x, weight.reshape(()))
    return _Leaky.apply(x, weight.reshape(-1, *[1 for _ in range(x.dim() - 2)]))

def rrelu(x, lower=1/8, upper=1/3, training=False):
    if training:
        slope = torch.empty_like(x).uniform_(lower, upper)
    else:
        slope = torch.full_like(x, (lower + upper) / 2)
    return _Leaky.apply(x, slope)

def elu(x, alpha=1.0):
    return _Exp.apply(x, alpha)

def selu(x):
    return _Exp.apply(x, 1.6732632423543772) * 1.0507009873554805
