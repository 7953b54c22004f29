"""predict returns a 1 for the likeliest class and 0 for the others. It is to return the probabilities."""

import torch.nn.functional as F
from torch import nn


class MultiClassifier(nn.Module):
    def __init__(self, in_features, classes):
        super().__init__()
        self.linear = nn.Linear(in_features, classes)

    def forward(self, x):
        return self.linear(x)

    def predict(self, x):
        return F.one_hot(self(x).argmax(dim=-1), self.linear.out_features).to(x.dtype)

    def loss(self, x, target):
        return F.cross_entropy(self(x), target)
