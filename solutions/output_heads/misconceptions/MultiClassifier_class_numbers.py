"""predict returns the number of the likeliest class. It is to return the probabilities of all."""

import torch.nn.functional as F
from torch import nn


class MultiClassifier(nn.Module):
    def __init__(self, in_features, classes):
        super().__init__()
        self.linear = nn.Linear(in_features, classes)

    def forward(self, x):
        return self.linear(x)

    def predict(self, x):
        return self(x).argmax(dim=-1)

    def loss(self, x, target):
        return F.cross_entropy(self(x), target)
