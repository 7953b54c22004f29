"""You apply the activation to the values as well. Only the gates go through it."""

import torch
import torch.nn.functional as F
from torch import nn


class GEGLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)

    def forward(self, x):
        value, gate = self.proj(x).chunk(2, dim=-1)
        return F.gelu(value) * F.gelu(gate)
