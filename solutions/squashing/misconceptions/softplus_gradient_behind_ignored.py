"""Your values and your derivative are right, but your `backward` returns the derivative alone. It has to multiply it by
the gradient that it is handed: that is how far the loss moves with your output, once there is a layer behind.
"""

import torch


class SoftplusFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x)
        ctx.beta = beta
        return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta

    @staticmethod
    def backward(ctx, _grad_output):
        (x,) = ctx.saved_tensors
        return 1 / (1 + torch.exp(-ctx.beta * x)), None


def softplus(x, beta=1.0):
    return SoftplusFunction.apply(x, beta)
