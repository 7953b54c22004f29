"""You take every other number for a gate. The values come first, all together, and then the gates."""

import torch
import torch.nn.functional as F
from torch import nn


class GEGLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.proj = nn.Linear(dim, 2 * hidden, bias=False)

    def forward(self, x):
        both = self.proj(x)
        value, gate = both[..., ::2], both[..., 1::2]
        return value * F.gelu(gate)
