"""Your loss compares the raw output with the target. The target is in the prediction's units: compare the prediction."""

import torch.nn.functional as F
from torch import nn


class PositiveRegressor(nn.Module):
    def __init__(self, in_features):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x):
        return self.linear(x).squeeze(-1)

    def predict(self, x):
        return F.softplus(self(x))

    def loss(self, x, target):
        return F.mse_loss(self(x), target)
