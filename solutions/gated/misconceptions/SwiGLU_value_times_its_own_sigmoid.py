"""You multiply by the value where the gate belongs: SiLU(gate) is gate * sigmoid(gate), and the result is value times that."""

import torch
import torch.nn.functional as F
from torch import nn


class SwiGLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)

    def forward(self, x):
        value, gate = self.proj(x).chunk(2, dim=-1)
        return value * value * torch.sigmoid(gate)
