"""This is ReLU: it has a kink at 0, and its derivative is 0 on the whole negative side. Bend it smoothly, and let something through on the left."""

import torch
from torch import nn


class CustomActivation(nn.Module):
    def forward(self, x):
        return torch.relu(x)
