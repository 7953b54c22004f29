"""tanh goes flat: beyond 20 its derivative is 0 in floating point, and long before that nearly so. Add something that keeps a slope."""

import torch
from torch import nn


class CustomActivation(nn.Module):
    def forward(self, x):
        return torch.tanh(x)
