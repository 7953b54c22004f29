import torch
from torch import Tensor


def softplus(x: Tensor, beta: float = 1.0) -> Tensor:
    return torch.logaddexp(torch.zeros_like(x), beta * x) / beta


def sigmoid(x: Tensor) -> Tensor:
    return torch.exp(-softplus(-x))


def tanh(x: Tensor) -> Tensor:
    # stretch (0, 1) to (-1, 1)
    return (sigmoid(x) - 0.5) / 0.5


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    return torch.exp(x - torch.logsumexp(x, dim=dim, keepdim=True))
