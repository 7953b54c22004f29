"""Your loss is the sum over the rows. It is to be the mean, or it would grow with the batch."""

import torch
import torch.nn.functional as F
from torch import nn


class MultiClassifier(nn.Module):
    def __init__(self, in_features, classes):
        super().__init__()
        self.linear = nn.Linear(in_features, classes)

    def forward(self, x):
        return self.linear(x)

    def predict(self, x):
        return torch.softmax(self(x), dim=-1)

    def loss(self, x, target):
        return F.cross_entropy(self(x), target, reduction="sum")
