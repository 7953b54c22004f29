"""You return the derivative, 1 - t^2, which is what backpropagation needs: the exercise asks for t itself."""

import torch


def tanh(x):
    grown = torch.expm1(2 * torch.clamp(x, -20, 20))
    return 1 - (grown / (grown + 2)) ** 2
