"""A ReLU that stands in several places is replaced in the first alone: named_children and modules name a shared module once. Look at every place."""

import torch
from torch import nn


def revive(model, negative_slope=0.01):
    for name, child in list(model.named_modules()):
        if isinstance(child, nn.ReLU):
            parent_name, _, child_name = name.rpartition(".")
            setattr(model.get_submodule(parent_name), child_name, nn.LeakyReLU(negative_slope))
    return model
