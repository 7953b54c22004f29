"""Sigmoid is a tanh that is squeezed and lifted: you lifted it, but the input must be halved as well. As it stands
your curve is twice as steep, sigmoid(2x).
"""

import torch


def sigmoid(x):
    grown = torch.expm1(2 * torch.clamp(x, -20, 20))
    return (1 + grown / (grown + 2)) / 2
