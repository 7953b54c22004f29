import numpy as np
import torch
from torch import nn


def count_dead_neurons(activations):
    a = activations.detach().cpu().numpy()
    axes = tuple(i for i in range(a.ndim) if i != 1)
    dead = ~np.any(a, axis=axes)
    return np.sum(dead), np.float64(np.mean(dead) * 100)


def dead_fraction(model, batches):
    seen = {}
    flags = [(m, m.training) for m in model.modules()]
    for m, _ in flags:
        m.training = False
    hooks = []
    for name, module in model.named_modules():
        if type(module) is nn.ReLU or isinstance(module, nn.ReLU):
            def hook(mod, args, out, name=name):
                a = out.detach().numpy()
                seen.setdefault(name, []).append(a.any(axis=tuple(i for i in range(a.ndim) if i != 1)))
            hooks.append(module.register_forward_hook(hook))
    for batch in batches:
        with torch.no_grad():
            model(batch)
    [h.remove() for h in hooks]
    for m, was in flags:
        m.training = was
    return {k: np.float64(1 - np.logical_or.reduce(v).mean()) for k, v in seen.items()}


def diagnose(fractions, threshold=0.2):
    names = np.array(list(fractions.keys()), dtype=object)
    values = np.array(list(fractions.values()), dtype=float)
    return names[values > threshold].tolist()


def revive(model, negative_slope=0.01):
    for name, child in list(model._modules.items()):
        if isinstance(child, nn.ReLU):
            model._modules[name] = nn.LeakyReLU(negative_slope)
        elif child is not None:
            revive(child, negative_slope)
    return model
