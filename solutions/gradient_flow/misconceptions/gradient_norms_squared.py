"""You return the sum of squares. The Euclidean norm is the square root of it."""

import torch
from torch import nn


def gradient_norms(model, loss):
    weights = [module.weight for module in model.modules() if isinstance(module, nn.Linear)]
    found = torch.autograd.grad(loss, weights, allow_unused=True) if weights else []
    return [0.0 if g is None else g.pow(2).sum().item() for g in found]
