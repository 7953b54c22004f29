"""Your loss is half the mean squared error. It is to be the whole."""

from torch import nn


class Regressor(nn.Module):
    def __init__(self, in_features):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x):
        return self.linear(x).squeeze(-1)

    def predict(self, x):
        return self(x)

    def loss(self, x, target):
        return ((self(x) - target) ** 2).mean() / 2
