"""Your values and your derivative are right, but your `backward` returns the derivative alone. It has to multiply it by
the gradient that it is handed: that is how far the loss moves with your output, once there is a layer behind.
"""

import torch


class ELUFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.save_for_backward(x)
        ctx.alpha = alpha
        return torch.where(x > 0, x, alpha * torch.expm1(x.clamp(max=0)))

    @staticmethod
    def backward(ctx, _grad_output):
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, torch.ones_like(x), ctx.alpha * torch.exp(x.clamp(max=0))), None


def elu(x: torch.Tensor, alpha: float = 1.0) -> torch.Tensor:
    return ELUFunction.apply(x, alpha)
