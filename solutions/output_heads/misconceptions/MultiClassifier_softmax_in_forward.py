"""Your forward returns the softmax. It is to return the raw scores; the softmax belongs into predict."""

import torch
import torch.nn.functional as F
from torch import nn


class MultiClassifier(nn.Module):
    def __init__(self, in_features, classes):
        super().__init__()
        self.linear = nn.Linear(in_features, classes)

    def forward(self, x):
        return torch.softmax(self.linear(x), dim=-1)

    def predict(self, x):
        return self(x)

    def loss(self, x, target):
        return F.nll_loss(torch.log(self(x)), target)
