"""You make the predictions positive by the absolute value. Two raw outputs give one prediction then. Take softplus."""

import torch.nn.functional as F
from torch import nn


class PositiveRegressor(nn.Module):
    def __init__(self, in_features):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x):
        return self.linear(x).squeeze(-1)

    def predict(self, x):
        return self(x).abs()

    def loss(self, x, target):
        return F.mse_loss(self.predict(x), target)
