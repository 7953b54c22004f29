"""Your values and your derivative are right, but your `backward` returns the derivative alone. It has to multiply it by
the gradient that it is handed: that is how far the loss moves with your output, once there is a layer behind.
"""

import torch


class HardswishFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * (x + 3).clamp(0, 6) / 6

    @staticmethod
    def backward(ctx, _grad_output):
        (x,) = ctx.saved_tensors
        slope = torch.where(x < 3, (2 * x + 3) / 6, torch.ones_like(x))
        return torch.where(x > -3, slope, torch.zeros_like(x))


def hardswish(x: torch.Tensor) -> torch.Tensor:
    return HardswishFunction.apply(x)
