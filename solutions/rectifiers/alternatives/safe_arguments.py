"""The double where: the negative side never sees a positive entry, and seeds a random generator of its own."""

import torch
from torch import Tensor


def safe_where(x: Tensor, negative):
    """The double where: negative sees 0 instead of every positive entry, and its answer there is thrown away."""
    is_negative = torch.lt(x, 0)
    harmless = torch.where(is_negative, x, torch.zeros((), dtype=x.dtype))
    return torch.where(is_negative, negative(harmless), x)


def relu(x: Tensor) -> Tensor:
    return safe_where(x, torch.zeros_like)


def leaky_relu(x: Tensor, negative_slope: float = 0.01) -> Tensor:
    return safe_where(x, lambda part: torch.mul(part, negative_slope))


def prelu(x: Tensor, weight: Tensor) -> Tensor:
    def negative(part: Tensor) -> Tensor:
        if weight.numel() == 1:
            return part * weight.expand(part.numel()).reshape(part.shape)
        return part * weight.reshape(tuple(-1 if dim == 1 else 1 for dim in range(part.ndim)))

    return safe_where(x, negative)


def rrelu(x: Tensor, lower: float = 1 / 8, upper: float = 1 / 3, training: bool = False) -> Tensor:
    if training:
        generator = torch.Generator()
        generator.seed()
        slope = torch.empty(x.shape, dtype=torch.float64).uniform_(lower, upper, generator=generator).to(x.dtype)
        return safe_where(x, lambda part: part * slope)
    return leaky_relu(x, (lower + upper) / 2)


def elu(x: Tensor, alpha: float = 1.0) -> Tensor:
    return safe_where(x, lambda part: torch.exp(part).sub(1).mul(alpha))


def selu(x: Tensor) -> Tensor:
    scale, alpha = torch.tensor([1.05070099, 1.67326324], dtype=torch.float64).tolist()
    return safe_where(x * scale, lambda part: torch.exp(part / scale).sub(1) * (scale * alpha))
