"""Compiles every function with TorchScript."""

import torch


@torch.jit.script
def relu(x: torch.Tensor) -> torch.Tensor:
    return torch.maximum(x, torch.zeros_like(x))


@torch.jit.script
def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    return torch.where(x >= 0, x, x * negative_slope)


@torch.jit.script
def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    if weight.numel() == 1:
        return torch.where(x >= 0, x, x * weight[0])
    shape = [1, weight.numel()]
    for _ in range(x.dim() - 2):
        shape.append(1)
    return torch.where(x >= 0, x, x * weight.reshape(shape))


@torch.jit.script
def rrelu(
    x: torch.Tensor, lower: float = 0.125, upper: float = 0.3333333333333333, training: bool = False
) -> torch.Tensor:
    if training:
        return torch.where(x >= 0, x, x * (lower + (upper - lower) * torch.rand_like(x)))
    return torch.where(x >= 0, x, x * (0.5 * (lower + upper)))


@torch.jit.script
def elu(x: torch.Tensor, alpha: float = 1.0) -> torch.Tensor:
    return torch.where(x >= 0, x, alpha * torch.expm1(torch.clamp(x, max=0.0)))


@torch.jit.script
def selu(x: torch.Tensor) -> torch.Tensor:
    return 1.0507009873554805 * torch.where(x >= 0, x, 1.6732632423543772 * torch.expm1(torch.clamp(x, max=0.0)))
