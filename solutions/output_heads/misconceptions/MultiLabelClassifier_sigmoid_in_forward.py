"""Your forward returns the sigmoids. It is to return the raw outputs; the sigmoid belongs into predict."""

import torch
import torch.nn.functional as F
from torch import nn


class MultiLabelClassifier(nn.Module):
    def __init__(self, in_features, labels):
        super().__init__()
        self.linear = nn.Linear(in_features, labels)

    def forward(self, x):
        return torch.sigmoid(self.linear(x))

    def predict(self, x):
        return self(x)

    def loss(self, x, target):
        return F.binary_cross_entropy(self(x), target)
