"""Your values and your derivative are right, but your `backward` returns the derivative alone. It has to multiply it by
the gradient that it is handed: that is how far the loss moves with your output, once there is a layer behind.
"""

import torch


class LeakyFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, slope):
        ctx.save_for_backward(x)
        ctx.slope = slope
        return torch.where(x > 0, x, slope * x)

    @staticmethod
    def backward(ctx, _grad_output):
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, torch.ones_like(x), ctx.slope), None


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    return LeakyFunction.apply(x, negative_slope)
