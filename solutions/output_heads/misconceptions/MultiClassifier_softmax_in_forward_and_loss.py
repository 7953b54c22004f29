"""Your forward returns the softmax, and cross-entropy applies it once more. forward is to return the raw scores."""

import torch
import torch.nn.functional as F
from torch import nn


class MultiClassifier(nn.Module):
    def __init__(self, in_features, classes):
        super().__init__()
        self.linear = nn.Linear(in_features, classes)

    def forward(self, x):
        return torch.softmax(self.linear(x), dim=-1)

    def predict(self, x):
        return self(x)

    def loss(self, x, target):
        return F.cross_entropy(self(x), target)
