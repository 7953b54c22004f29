"""Your loss is a Python number (item(), or float()). No gradient can flow back from that: return the tensor."""

import torch
import torch.nn.functional as F
from torch import nn


class BinaryClassifier(nn.Module):
    def __init__(self, in_features):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x):
        return self.linear(x).squeeze(-1)

    def predict(self, x):
        return torch.sigmoid(self(x))

    def loss(self, x, target):
        return F.binary_cross_entropy_with_logits(self(x), target).item()
