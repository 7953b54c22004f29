"""x / sqrt(1 + x^2 / 4), with a hand-written backward."""

import torch
from torch import nn


class Bend(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        root = torch.rsqrt(1 + x * x / 4)
        ctx.save_for_backward(root)
        return x * root

    @staticmethod
    def backward(ctx, grad_output):
        (root,) = ctx.saved_tensors
        return grad_output * root**3


class CustomActivation(nn.Module):
    def forward(self, x):
        return Bend.apply(x)
