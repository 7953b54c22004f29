"""Your function writes into its own input (an operation whose name ends in an underscore, or an assignment to x[...]). Work on a new tensor."""

import torch
from torch import nn


class CustomActivation(nn.Module):
    def forward(self, x):
        with torch.no_grad():
            x.mul_(0.5)
        return torch.asinh(x)
