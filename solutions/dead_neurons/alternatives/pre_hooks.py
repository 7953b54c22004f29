"""Hooks on what goes in; counts of positive inputs; get_submodule and set by parent name."""

from collections import OrderedDict, defaultdict

import numpy as np
import torch
from torch import nn


def count_dead_neurons(activations):
    a = activations.detach().cpu().numpy()
    axes = (0,) + tuple(range(2, a.ndim))
    dead = np.all(a == 0, axis=axes)
    return int(np.sum(dead)), float(100 * np.sum(dead) / a.shape[1])


class Evaluating:
    def __init__(self, model):
        self.model = model

    def __enter__(self):
        self.training = [(m, m.training) for m in self.model.modules()]
        self.model.eval()

    def __exit__(self, *_):
        for m, mode in self.training:
            m.training = mode


@torch.no_grad()
def dead_fraction(model, batches):
    counts = defaultdict(int)
    hooks = []
    for name, m in model.named_modules():
        if type(m) is nn.ReLU:

            def look(module, inputs, name=name):
                positive = inputs[0] > 0
                counts[name] = counts[name] + positive.sum(dim=[0, *range(2, positive.dim())])

            hooks.append(m.register_forward_pre_hook(look))
    with Evaluating(model):
        for x in batches:
            model(x)
    [h.remove() for h in hooks]
    return {name: torch.mean((c == 0).to(torch.float32)).item() for name, c in counts.items()}


def diagnose(fractions, threshold=0.2):
    names = []
    for key, value in fractions.items():
        if value - threshold > 0:
            names.append(key)
    return names


def revive(model, negative_slope=0.01):
    places = [n for n, m in model.named_modules(remove_duplicate=False) if isinstance(m, nn.ReLU)]
    replaced = {}
    for place in places:
        parent_name, _, child_name = place.rpartition(".")
        parent = model.get_submodule(parent_name)
        old = parent._modules[child_name] if child_name in parent._modules else None
        if isinstance(old, nn.ReLU):
            replaced.setdefault(id(old), nn.LeakyReLU(negative_slope))
            parent._modules[child_name] = replaced[id(old)]
    return model
