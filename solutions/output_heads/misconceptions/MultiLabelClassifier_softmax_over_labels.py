"""Your predictions are a softmax, as if labels excluded each other. Each label has a sigmoid of its own."""

import torch
import torch.nn.functional as F
from torch import nn


class MultiLabelClassifier(nn.Module):
    def __init__(self, in_features, labels):
        super().__init__()
        self.linear = nn.Linear(in_features, labels)

    def forward(self, x):
        return self.linear(x)

    def predict(self, x):
        return torch.softmax(self(x), dim=-1)

    def loss(self, x, target):
        return F.binary_cross_entropy_with_logits(self(x), target)
