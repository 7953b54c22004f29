"""You count a neuron as dead when it is 0 throughout one of the batches. It must be 0 in all of them."""

import torch
from torch import nn


def dead_fraction(model, batches):
    alive, modes = {}, {module: module.training for module in model.modules()}
    handles = []
    for name, module in model.named_modules():
        if isinstance(module, nn.ReLU):

            def hook(_module, _inputs, output, name=name):
                seen = (output.detach() != 0).transpose(0, 1).flatten(1).any(dim=1)
                alive[name] = alive[name] & seen if name in alive else seen

            handles.append(module.register_forward_hook(hook))
    model.eval()
    with torch.no_grad():
        for batch in batches:
            model(batch)
    for handle in handles:
        handle.remove()
    for module, mode in modes.items():
        module.training = mode
    return {name: 1 - seen.double().mean().item() for name, seen in alive.items()}
