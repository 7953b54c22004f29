"""Your values and your derivative are right, but your `backward` returns the derivative alone. It has to multiply it by
the gradient that it is handed: that is how far the loss moves with your output, once there is a layer behind.
"""

import torch

ALPHA = 1.6732632423543772
SCALE = 1.0507009873554805


class SELUFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return SCALE * torch.where(x > 0, x, ALPHA * torch.expm1(x.clamp(max=0)))

    @staticmethod
    def backward(ctx, _grad_output):
        (x,) = ctx.saved_tensors
        return SCALE * torch.where(x > 0, torch.ones_like(x), ALPHA * torch.exp(x.clamp(max=0)))


def selu(x: torch.Tensor) -> torch.Tensor:
    return SELUFunction.apply(x)
