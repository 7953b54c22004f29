"""Your GELU is the tanh approximation. The exact one, by erf, is wanted: F.gelu without `approximate`."""

import torch
import torch.nn.functional as F
from torch import nn


class FeedForward(nn.Module):
    def __init__(self, dim, hidden, activation):
        super().__init__()
        self.gated = activation.endswith("glu")
        table = {"glu": torch.sigmoid, "relu": torch.relu}
        table |= dict.fromkeys(["gelu", "geglu"], nn.GELU(approximate="tanh")) | dict.fromkeys(["silu", "swiglu"], F.silu)
        self.activation = table[activation]
        self.up = nn.Linear(dim, 2 * hidden if self.gated else hidden, bias=False)
        self.down = nn.Linear(hidden, dim, bias=False)

    def forward(self, x):
        inner = self.up(x)
        if self.gated:
            value, gate = inner.chunk(2, dim=-1)
            return self.down(value * self.activation(gate))
        return self.down(self.activation(inner))
