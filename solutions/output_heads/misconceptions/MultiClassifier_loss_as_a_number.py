"""Your loss is a Python number (item(), or float()). No gradient can flow back from that: return the tensor."""

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
        return F.cross_entropy(self(x), target).item()
