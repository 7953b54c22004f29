"""Your predictions have the shape (N, 1): minus targets of shape (N,), that is the difference of every prediction with every target."""

from torch import nn


class Regressor(nn.Module):
    def __init__(self, in_features):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x):
        return self.linear(x)

    def predict(self, x):
        return self(x)

    def loss(self, x, target):
        return ((self(x) - target) ** 2).mean()
