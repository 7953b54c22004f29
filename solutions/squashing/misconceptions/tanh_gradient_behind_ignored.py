"""Your values and your derivative are right, but your `backward` returns the derivative alone. It has to multiply it by
the gradient that it is handed: that is how far the loss moves with your output, once there is a layer behind.
"""

import torch


class TanhFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        grown = torch.expm1(2 * x.clamp(-20, 20))
        answer = grown / (grown + 2)
        ctx.save_for_backward(answer)
        return answer

    @staticmethod
    def backward(ctx, _grad_output):
        (answer,) = ctx.saved_tensors
        return 1 - answer**2


def tanh(x):
    return TanhFunction.apply(x)
