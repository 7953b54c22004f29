import math

import torch
from torch import nn


class SiLU(nn.Module):
    """My own, not torch's."""

    def forward(self, x):
        return x * torch.sigmoid(x)


class GELU(nn.Module):
    def __init__(self, approximate=False):
        super().__init__()
        self.approximate = approximate
        self.tanh = nn.Tanh()

    def forward(self, x):
        if self.approximate:
            return 0.5 * x * (1 + self.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
        return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))


class Mish(nn.Module):
    def __init__(self):
        super().__init__()
        self.softplus = nn.Softplus()

    def forward(self, x):
        return x * torch.tanh(self.softplus(x))


class HardSwish(nn.Module):
    def __init__(self):
        super().__init__()
        self.clip = nn.ReLU6()

    def forward(self, x):
        return x * self.clip(x + 3) / 6


silu = SiLU()
gelu = GELU()
gelu_tanh = GELU(approximate=True)
mish = Mish()
hardswish = HardSwish()
