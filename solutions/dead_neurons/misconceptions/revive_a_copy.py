"""You change a copy. The model that is passed in is to be changed, and returned."""

import torch
from torch import nn


def revive(model, negative_slope=0.01):
    import copy

    model = copy.deepcopy(model)
    for parent in list(model.modules()):
        for name, child in list(parent._modules.items()):
            if isinstance(child, nn.ReLU):
                parent._modules[name] = nn.LeakyReLU(negative_slope)
    return model
