"""Style: `torch.where` chooses between two branches, and what each branch sees is made safe first."""

import torch


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    right = x >= 0
    decayed = torch.exp(torch.where(right, -x, x))
    return torch.where(right, torch.ones_like(x), decayed) / (1 + decayed)


def tanh(x: torch.Tensor) -> torch.Tensor:
    right = x > 0
    shrunk = torch.expm1(-2 * torch.where(right, x, -x))
    size = -shrunk / (2 + shrunk)
    return torch.where(right, size, -size)


def softplus(x: torch.Tensor, beta: float = 1.0) -> torch.Tensor:
    scaled = x * beta
    right = scaled > 0
    tail = torch.log1p(torch.exp(torch.where(right, -scaled, scaled)))
    return torch.where(right, scaled + tail, tail) / beta


def softmax(x: torch.Tensor, dim: int = -1) -> torch.Tensor:
    top = torch.amax(x, dim, keepdim=True)
    # A row of nothing but -inf, as a mask makes it, would shift by inf - inf otherwise.
    powers = torch.exp(x - torch.where(top.isfinite(), top, torch.zeros_like(top)))
    return powers / powers.sum(dim, keepdim=True)
