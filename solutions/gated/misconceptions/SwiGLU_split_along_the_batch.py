"""You split along the first dimension, which is the batch for a matrix. The halves lie along the last one: dim=-1."""

import torch
import torch.nn.functional as F
from torch import nn


class SwiGLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)

    def forward(self, x):
        value, gate = self.proj(x).chunk(2, dim=0)
        return value * F.silu(gate)
