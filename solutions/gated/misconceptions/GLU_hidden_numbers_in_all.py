"""Your layer gives `hidden` numbers in all, half of them values. It gives `hidden` values and `hidden` gates: 2 * hidden."""

import torch
import torch.nn.functional as F
from torch import nn


class GLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.proj = nn.Linear(dim, hidden, bias=False)

    def forward(self, x):
        value, gate = self.proj(x).chunk(2, dim=-1)
        return value * torch.sigmoid(gate)
