"""Your values and your derivative are right, but your `backward` returns the derivative alone. It has to multiply it by
the gradient that it is handed: that is how far the loss moves with your output, once there is a layer behind.
"""

import torch


class ReLUFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, _grad_output):
        (x,) = ctx.saved_tensors
        return (x > 0).to(x.dtype)


def relu(x: torch.Tensor) -> torch.Tensor:
    return ReLUFunction.apply(x)
