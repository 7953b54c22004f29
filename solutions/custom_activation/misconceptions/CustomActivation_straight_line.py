"""This is a straight line. Without a bend, ten layers can do no more than one."""

import torch
from torch import nn


class CustomActivation(nn.Module):
    def forward(self, x):
        return 0.5 * x
