"""You average the batches' fractions. Whether a neuron is dead is known after the last batch: keep which ones were alive, and take the fraction at the end."""

import torch
from torch import nn


def dead_fraction(model, batches):
    shares, modes = {}, {module: module.training for module in model.modules()}
    handles = []
    for name, module in model.named_modules():
        if isinstance(module, nn.ReLU):

            def hook(_module, _inputs, output, name=name):
                dead = (output.detach() == 0).transpose(0, 1).flatten(1).all(dim=1)
                shares.setdefault(name, []).append(dead.double().mean().item())

            handles.append(module.register_forward_hook(hook))
    model.eval()
    with torch.no_grad():
        for batch in batches:
            model(batch)
    for handle in handles:
        handle.remove()
    for module, mode in modes.items():
        module.training = mode
    return {name: sum(found) / len(found) for name, found in shares.items()}
