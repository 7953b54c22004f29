"""Softmax looks at all entries together: it is not element-wise, so the same number gives another value in other company."""

import torch
from torch import nn


class CustomActivation(nn.Module):
    def forward(self, x):
        return torch.softmax(x, dim=-1) if x.dim() else x
