"""Style: `torch.autograd.Function` with a hand-written derivative for each."""

from typing import Any

import torch
from torch import Tensor
from torch.autograd import Function


class SigmoidFunction(Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        y = (1 + (-x).exp()).reciprocal()
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> Tensor:
        (y,) = ctx.saved_tensors
        return grad * y * (1 - y)


class TanhFunction(Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        y = 1 - 2 / (1 + torch.exp(2 * x))
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> Tensor:
        (y,) = ctx.saved_tensors
        return grad * (1 - y * y)


class SoftplusFunction(Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, beta: float) -> Tensor:
        ctx.save_for_backward(x)
        ctx.beta = beta
        scaled = beta * x
        return (scaled.clamp(min=0) + torch.log1p(torch.exp(-scaled.abs()))) / beta

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, None]:
        (x,) = ctx.saved_tensors
        return grad / (1 + torch.exp(-ctx.beta * x)), None


class SoftmaxFunction(Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, dim: int) -> Tensor:
        powers = torch.exp(x - torch.amax(x, dim, True))
        weights = powers / torch.sum(powers, dim, True)
        ctx.save_for_backward(weights)
        ctx.dim = dim
        return weights

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, None]:
        (weights,) = ctx.saved_tensors
        carried = grad * weights
        return carried - weights * carried.sum(ctx.dim, keepdim=True), None


def sigmoid(x: Tensor) -> Tensor:
    y: Tensor = SigmoidFunction.apply(x)
    return y


def tanh(x: Tensor) -> Tensor:
    y: Tensor = TanhFunction.apply(x)
    return y


def softplus(x: Tensor, beta: float = 1.0) -> Tensor:
    y: Tensor = SoftplusFunction.apply(x, beta)
    return y


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    y: Tensor = SoftmaxFunction.apply(x, dim)
    return y
