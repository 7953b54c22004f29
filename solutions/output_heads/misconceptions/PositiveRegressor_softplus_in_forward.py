"""Your forward returns the softplus. It is to return the raw output; the softplus belongs into predict."""

import torch.nn.functional as F
from torch import nn


class PositiveRegressor(nn.Module):
    def __init__(self, in_features):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x):
        return F.softplus(self.linear(x).squeeze(-1))

    def predict(self, x):
        return self(x)

    def loss(self, x, target):
        return F.mse_loss(self.predict(x), target)
