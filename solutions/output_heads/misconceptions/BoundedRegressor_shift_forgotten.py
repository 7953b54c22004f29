"""Your predictions start at 0, not at low. Add low to the stretched sigmoid."""

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
        return (self.high - self.low) * torch.sigmoid(self(x))

    def loss(self, x, target):
        return F.mse_loss(self.predict(x), target)
