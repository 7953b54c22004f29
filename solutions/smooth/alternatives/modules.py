"""Each answer is an instance of a module: one class that gates, and a small module for every gate."""

import math

import torch
from torch import nn


class NormalShare(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("scale", torch.tensor(math.sqrt(0.5), dtype=torch.float64))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.erfc(-x * self.scale) / 2  # type: ignore[operator]


class TanhShare(nn.Module):
    def __init__(self, cubic: float = 0.044715) -> None:
        super().__init__()
        self.cubic = cubic
        self.slope = math.sqrt(2 / math.pi)
        self.squash = nn.Tanh()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return 0.5 + 0.5 * torch.as_tensor(self.squash(self.slope * (x + self.cubic * x**3)))


class Ramp(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.minimum(torch.maximum(x / 6 + 0.5, torch.zeros_like(x)), torch.ones_like(x))


class Gated(nn.Module):
    def __init__(self, *gate: nn.Module) -> None:
        super().__init__()
        self.gate = nn.Sequential(*gate)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * torch.as_tensor(self.gate(x))


silu = Gated(nn.Sigmoid())
gelu = Gated(NormalShare())
gelu_tanh = Gated(TanhShare())
mish = Gated(nn.Softplus(), nn.Tanh())
hardswish = Gated(Ramp())
