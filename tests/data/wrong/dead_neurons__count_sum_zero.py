# loses: count_dead_neurons
import torch
from torch import nn


def count_dead_neurons(activations):
    dead = activations.transpose(0, 1).flatten(1).sum(1) == 0
    n = int(dead.sum())
    return n, 100 * n / dead.numel()


def dead_fraction(model, batches):
    alive = {}
    handles = []
    modes = {m: m.training for m in model.modules()}

    def watch(name):
        def hook(module, inputs, output):
            now = (output != 0).transpose(0, 1).flatten(1).any(dim=1)
            alive[name] = now if name not in alive else alive[name] | now
        return hook

    for name, module in model.named_modules():
        if isinstance(module, nn.ReLU):
            handles.append(module.register_forward_hook(watch(name)))
    model.eval()
    try:
        with torch.no_grad():
            for batch in batches:
                model(batch)
    finally:
        for handle in handles:
            handle.remove()
        for module, mode in modes.items():
            module.training = mode
    return {name: 1 - on.float().mean().item() for name, on in alive.items()}


def diagnose(fractions, threshold=0.2):
    return [name for name, fraction in fractions.items() if fraction > threshold]


def revive(model, negative_slope=0.01):
    for name, child in list(model._modules.items()):
        if isinstance(child, nn.ReLU):
            model._modules[name] = nn.LeakyReLU(negative_slope)
        elif child is not None:
            revive(child, negative_slope)
    return model
