"""A sine goes up and down: its derivative is 0 at every crest. Look for a function that always rises."""

import torch
from torch import nn


class CustomActivation(nn.Module):
    def forward(self, x):
        return torch.sin(x)
