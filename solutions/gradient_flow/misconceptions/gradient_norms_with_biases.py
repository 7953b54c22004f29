"""You count the biases as well: one number for every parameter. Wanted is the gradient of each linear layer's weight alone."""

import torch
from torch import nn


def gradient_norms(model, loss):
    weights = [p for module in model.modules() if isinstance(module, nn.Linear) for p in module.parameters()]
    found = torch.autograd.grad(loss, weights, allow_unused=True) if weights else []
    return [0.0 if g is None else g.norm().item() for g in found]
