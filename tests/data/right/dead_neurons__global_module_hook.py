import torch
from torch import nn


def count_dead_neurons(activations):
    dims = [d for d in range(activations.dim()) if d != 1]
    dead = (activations == 0).all(dim=0) if activations.dim() == 2 else (activations == 0).transpose(0, 1).flatten(1).all(dim=1)
    count = int(dead.sum())
    return count, 100.0 * count / dead.numel()


def dead_fraction(model, batches):
    """One hook for all modules there are; removed again at the end."""
    names = {id(m): n for n, m in model.named_modules()}
    live = {}

    def everywhere(module, inputs, output):
        if isinstance(module, nn.ReLU) and id(module) in names:
            key = names[id(module)]
            now = {i for i in range(output.shape[1]) if output.select(1, i).any()}
            old, width = live.get(key, (set(), 0))
            live[key] = (old | now, output.shape[1])

    handle = torch.nn.modules.module.register_module_forward_hook(everywhere)
    modes = {m: m.training for m in model.modules()}
    try:
        model.eval()
        with torch.no_grad():
            for x in batches:
                model(x)
    finally:
        handle.remove()
        for m in modes:
            m.training = modes[m]
    return {k: 1 - len(s) / w for k, (s, w) in live.items()}


def diagnose(fractions, threshold=0.2):
    return [name for name, fraction in fractions.items() if fraction > threshold]


def revive(model, negative_slope=0.01):
    for name, child in list(model._modules.items()):
        if isinstance(child, nn.ReLU):
            model._modules[name] = nn.LeakyReLU(negative_slope)
        elif child is not None:
            revive(child, negative_slope)
    return model
