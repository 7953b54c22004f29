"""Style: tanh is the tangent of an imaginary number, and powers of two stand in for powers of e."""

import torch
from torch import Tensor


def tanh(x: Tensor) -> Tensor:
    wide = x.clamp(-20, 20).to(torch.float64)
    turned = torch.complex(torch.zeros_like(wide), wide)
    return torch.tan(turned).imag.to(x.dtype)


def sigmoid(x: Tensor) -> Tensor:
    return 0.5 + 0.5 * tanh(0.5 * x)


def softplus(x: Tensor, beta: float = 1.0) -> Tensor:
    return (torch.logaddexp2(beta * x / LOG_2, torch.zeros_like(x)) * LOG_2) / beta


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    powers = torch.exp2((x - x.amax(dim, keepdim=True)) / LOG_2)
    return torch.nn.functional.normalize(powers, p=1.0, dim=dim) if x.dim() else powers


LOG_2 = 0.6931471805599453
