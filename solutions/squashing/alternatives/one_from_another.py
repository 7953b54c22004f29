"""Style: softmax comes first, and the other three are softmax and its logarithm on two scores, x and 0."""

import torch
from torch import Tensor


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    return torch.exp(x - torch.logsumexp(x, dim=dim, keepdim=True))


def sigmoid(x: Tensor) -> Tensor:
    return softmax(_against_zero(x), dim=0)[0]


def tanh(x: Tensor) -> Tensor:
    right, left = softmax(torch.stack([x, -x]), 0)
    return right - left


def softplus(x: Tensor, beta: float = 1.0) -> Tensor:
    return torch.logsumexp(_against_zero(beta * x), dim=0) / beta


def _against_zero(x: Tensor) -> Tensor:
    return torch.stack((x, torch.zeros_like(x)), dim=0)
