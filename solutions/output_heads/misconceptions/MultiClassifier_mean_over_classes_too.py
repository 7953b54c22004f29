"""You divide by the number of classes as well. Only one entry of each row counts: the mean is over the rows."""

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
        return -(F.one_hot(target, self.linear.out_features) * F.log_softmax(self(x), dim=-1)).mean()
