"""Your loss subtracts targets of shape (N,) from outputs of shape (N, 1): every prediction is compared with every target."""

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
        return ((self.linear(x) - target) ** 2).mean()
