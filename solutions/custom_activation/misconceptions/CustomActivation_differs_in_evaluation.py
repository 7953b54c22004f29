"""In evaluation mode your function is another one than in training mode. What was trained must be what is used."""

import torch
from torch import nn


class CustomActivation(nn.Module):
    def forward(self, x):
        return torch.asinh(x) if self.training else torch.asinh(1.5 * x)
