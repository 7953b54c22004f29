"""Your values and your derivative are right, but your `backward` returns the derivative alone. It has to multiply it by
the gradient that it is handed: that is how far the loss moves with your output, once there is a layer behind.
"""

import math

import torch


class GELUFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * torch.special.ndtr(x)

    @staticmethod
    def backward(ctx, _grad_output):
        (x,) = ctx.saved_tensors
        return torch.special.ndtr(x) + x * torch.exp(-x * x / 2) / math.sqrt(2 * math.pi)


def gelu(x: torch.Tensor) -> torch.Tensor:
    return GELUFunction.apply(x)
