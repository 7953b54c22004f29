"""Your gates come from a layer of their own. Here `up` gives both: values in the first half, gates in the second."""

import torch
import torch.nn.functional as F
from torch import nn


class FeedForward(nn.Module):
    def __init__(self, dim, hidden, activation):
        super().__init__()
        self.gated = activation.endswith("glu")
        table = {"glu": torch.sigmoid, "relu": torch.relu}
        table |= dict.fromkeys(["gelu", "geglu"], F.gelu) | dict.fromkeys(["silu", "swiglu"], F.silu)
        self.activation = table[activation]
        self.up = nn.Linear(dim, hidden, bias=False)
        self.down = nn.Linear(hidden, dim, bias=False)
        if self.gated:
            self.gate = nn.Linear(dim, hidden, bias=False)

    def forward(self, x):
        if self.gated:
            return self.down(self.up(x) * self.activation(self.gate(x)))
        return self.down(self.activation(self.up(x)))
