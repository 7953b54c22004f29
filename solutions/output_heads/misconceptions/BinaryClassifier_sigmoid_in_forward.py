"""Your forward returns the sigmoid. It is to return the raw output; the sigmoid belongs into predict."""

import torch
import torch.nn.functional as F
from torch import nn


class BinaryClassifier(nn.Module):
    def __init__(self, in_features):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x):
        return torch.sigmoid(self.linear(x).squeeze(-1))

    def predict(self, x):
        return self(x)

    def loss(self, x, target):
        return F.binary_cross_entropy(self(x), target)
