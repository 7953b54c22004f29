"""You subtract the largest score of the whole batch before exp. A row whose scores all lie far below it becomes 0 / 0: subtract each row's own largest."""

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
        raw = self(x)
        e = torch.exp(raw - raw.max())
        return e / e.sum(dim=-1, keepdim=True)

    def loss(self, x, target):
        return F.cross_entropy(self(x), target)
