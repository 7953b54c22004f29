"""Your predictions are cut off at 0. Any real number may be predicted: return the raw output."""

import torch
import torch.nn.functional as F
from torch import nn


class Regressor(nn.Module):
    def __init__(self, in_features):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x):
        return self.linear(x).squeeze(-1)

    def predict(self, x):
        return torch.relu(self(x))

    def loss(self, x, target):
        return F.mse_loss(self(x), target)
