"""You always use the same slope: pass negative_slope on."""

import torch
from torch import nn


def revive(model, negative_slope=0.01):
    for parent in list(model.modules()):
        for name, child in list(parent._modules.items()):
            if isinstance(child, nn.ReLU):
                parent._modules[name] = nn.LeakyReLU()
    return model
