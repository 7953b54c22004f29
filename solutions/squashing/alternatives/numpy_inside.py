"""Style: NumPy computes, and a `torch.autograd.Function` around it supplies the derivative."""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

Array = NDArray[np.float64]


def _in_numpy(x: Tensor, function: Callable[[Array], Any]) -> Tensor:
    array = x.detach().to(torch.float64).numpy()
    with np.errstate(over="ignore"):
        return torch.as_tensor(function(array)).to(x.dtype)


class _Elementwise(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, function: Any, slope: Any) -> Tensor:
        ctx.save_for_backward(x)
        ctx.slope = slope
        return _in_numpy(x, function)

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, None, None]:
        (x,) = ctx.saved_tensors
        return grad * _in_numpy(x, ctx.slope), None, None


class _Normalised(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, dim: int) -> Tensor:
        if x.dim() == 0:
            weights = torch.ones_like(x)
        else:
            weights = _in_numpy(x, lambda array: _shares(array, dim))
        ctx.save_for_backward(weights)
        ctx.dim = dim
        return weights

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, None]:
        (weights,) = ctx.saved_tensors
        return weights * (grad - (grad * weights).sum(ctx.dim, keepdim=True)), None


def _shares(array: Array, dim: int) -> Array:
    powers: Array = np.exp(array - np.max(array, axis=dim, keepdims=True))
    shares: Array = powers / np.sum(powers, axis=dim, keepdims=True)
    return shares


def _logistic(array: Array) -> Any:
    return 1 / (1 + np.exp(-array))


def sigmoid(x: Tensor) -> Tensor:
    y: Tensor = _Elementwise.apply(x, _logistic, lambda array: _logistic(array) * _logistic(-array))
    return y


def tanh(x: Tensor) -> Tensor:
    y: Tensor = _Elementwise.apply(
        x, lambda array: 2 * _logistic(2 * array) - 1, lambda array: 4 * _logistic(2 * array) * _logistic(-2 * array)
    )
    return y


def softplus(x: Tensor, beta: float = 1.0) -> Tensor:
    y: Tensor = _Elementwise.apply(
        x, lambda array: np.logaddexp(0.0, beta * array) / beta, lambda array: _logistic(beta * array)
    )
    return y


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    y: Tensor = _Normalised.apply(x, dim)
    return y
