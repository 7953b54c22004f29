"""Your loss compares logarithms. Wanted is the squared error of the predictions themselves."""

import torch
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
        return F.mse_loss(torch.log(self.predict(x)), torch.log(target))
