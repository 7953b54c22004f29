"""Your loss is the cross-entropy of a softmax, as if labels excluded each other. Take binary cross-entropy for each label."""

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
        return torch.sigmoid(self(x))

    def loss(self, x, target):
        return F.cross_entropy(self(x), target)
