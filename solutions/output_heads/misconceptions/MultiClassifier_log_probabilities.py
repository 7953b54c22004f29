"""predict returns logarithms of probabilities, which are below 0. Take the softmax itself."""

import torch.nn.functional as F
from torch import nn


class MultiClassifier(nn.Module):
    def __init__(self, in_features, classes):
        super().__init__()
        self.linear = nn.Linear(in_features, classes)

    def forward(self, x):
        return self.linear(x)

    def predict(self, x):
        return F.log_softmax(self(x), dim=-1)

    def loss(self, x, target):
        return F.cross_entropy(self(x), target)
