"""Style: every answer is a module, named like torch's own; the exercise's name holds one instance of it."""

import torch
from torch import Tensor, nn


class Softplus(nn.Module):
    def forward(self, x: Tensor, beta: float = 1.0) -> Tensor:
        return torch.logaddexp(x * beta, x.new_zeros(())) / beta


class Sigmoid(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.softplus = Softplus()

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = (-self.softplus(-x)).exp()
        return y


class Tanh(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.sigmoid = Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = 2 * self.sigmoid(2 * x) - 1
        return y


class Softmax(nn.Module):
    def forward(self, x: Tensor, dim: int = -1) -> Tensor:
        return (x - x.logsumexp(dim, keepdim=True)).exp()


sigmoid, tanh, softplus, softmax = Sigmoid(), Tanh(), Softplus(), Softmax()
