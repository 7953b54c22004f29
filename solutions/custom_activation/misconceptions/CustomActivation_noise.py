"""Your function draws random numbers, so the same input gives another output at each call. Take the noise out: an activation is one function."""

import torch
from torch import nn


class CustomActivation(nn.Module):
    def forward(self, x):
        return torch.asinh(x) + 0.1 * torch.randn_like(x)
