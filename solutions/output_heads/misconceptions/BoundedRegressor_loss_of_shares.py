"""Your loss compares shares between 0 and 1. Wanted is the squared error in the target's own units."""

import torch
import torch.nn.functional as F
from torch import nn


class BoundedRegressor(nn.Module):
    def __init__(self, in_features, low, high):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)
        self.low, self.high = low, high

    def forward(self, x):
        return self.linear(x).squeeze(-1)

    def predict(self, x):
        return self.low + (self.high - self.low) * torch.sigmoid(self(x))

    def loss(self, x, target):
        return F.mse_loss(torch.sigmoid(self(x)), (target - self.low) / (self.high - self.low))
