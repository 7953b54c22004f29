"""Your values and your derivative are right, but your `backward` returns the derivative alone. It has to multiply it by
the gradient that it is handed: that is how far the loss moves with your output, once there is a layer behind.
"""

import torch


class SigmoidFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        answer = 1 / (1 + torch.exp(-x))
        ctx.save_for_backward(answer)
        return answer

    @staticmethod
    def backward(ctx, _grad_output):
        (answer,) = ctx.saved_tensors
        return answer * (1 - answer)


def sigmoid(x):
    return SigmoidFunction.apply(x)
