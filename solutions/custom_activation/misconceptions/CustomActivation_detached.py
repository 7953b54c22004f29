"""Somewhere on the way your function leaves torch: after .detach(), .item(), .numpy() or a new tensor made from numbers, autograd sees no derivative."""

import torch
from torch import nn


class CustomActivation(nn.Module):
    def forward(self, x):
        return torch.asinh(x.detach()) + 0 * x
