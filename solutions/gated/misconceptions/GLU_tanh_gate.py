"""Your gate is a tanh, from -1 to 1. In GLU it is a sigmoid, from 0 to 1."""

import torch
import torch.nn.functional as F
from torch import nn


class GLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)

    def forward(self, x):
        value, gate = self.proj(x).chunk(2, dim=-1)
        return value * torch.tanh(gate)
