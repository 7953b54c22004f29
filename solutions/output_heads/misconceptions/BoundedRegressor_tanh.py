"""You stretch a tanh, which lies between -1 and 1, as if it began at 0: predictions fall below low. Take the sigmoid."""

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
        return self.low + (self.high - self.low) * torch.tanh(self(x))

    def loss(self, x, target):
        return F.mse_loss(self.predict(x), target)
