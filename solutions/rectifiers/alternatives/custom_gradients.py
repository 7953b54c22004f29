"""Writes forward and backward by hand, as subclasses of torch.autograd.Function."""

import torch
from torch.autograd import Function


class ReLUFunction(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * (x > 0)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return grad_output * (x > 0)


class SlopedFunction(Function):
    """Any rectifier with a straight negative side; slope is a tensor that broadcasts with x."""

    @staticmethod
    def forward(ctx, x, slope):
        ctx.save_for_backward(x, slope)
        return torch.where(x > 0, x, x * slope)

    @staticmethod
    def backward(ctx, grad_output):
        x, slope = ctx.saved_tensors
        grad_x = torch.where(x > 0, grad_output, grad_output * slope)
        grad_slope = (grad_output * x.clamp(max=0)).sum_to_size(slope.shape)
        return grad_x, grad_slope


class ELUFunction(Function):
    @staticmethod
    def forward(ctx, x, alpha, scale):
        bent = alpha * torch.expm1(x.clamp(max=0))
        ctx.save_for_backward(x, bent)
        ctx.alpha, ctx.scale = alpha, scale
        return scale * torch.where(x > 0, x, bent)

    @staticmethod
    def backward(ctx, grad_output):
        x, bent = ctx.saved_tensors
        return ctx.scale * grad_output * torch.where(x > 0, torch.ones_like(x), bent + ctx.alpha), None, None


def relu(x):
    return ReLUFunction.apply(x)


def leaky_relu(x, negative_slope=0.01):
    return SlopedFunction.apply(x, torch.tensor(negative_slope, dtype=x.dtype))


def prelu(x, weight):
    slope = weight.squeeze() if weight.numel() == 1 else weight.reshape(-1, *[1] * (x.dim() - 2))
    return SlopedFunction.apply(x, slope)


def rrelu(x, lower=1 / 8, upper=1 / 3, training=False):
    slope = torch.rand_like(x) * (upper - lower) + lower if training else x.new_tensor((lower + upper) / 2)
    return SlopedFunction.apply(x, slope)


def elu(x, alpha=1.0):
    return ELUFunction.apply(x, alpha, 1.0)


def selu(x):
    return ELUFunction.apply(x, 1.6732632423543772, 1.0507009873554805)
