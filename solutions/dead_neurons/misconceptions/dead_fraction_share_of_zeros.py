"""You return the share of zeros among all outputs. A neuron that is 0 for some examples is not dead."""

import torch
from torch import nn


def dead_fraction(model, batches):
    alive, modes = {}, {module: module.training for module in model.modules()}
    handles = []
    for name, module in model.named_modules():
        if isinstance(module, nn.ReLU):

            def hook(_module, _inputs, output, name=name):
                seen = (output.detach() != 0).transpose(0, 1).flatten(1).double().mean(1)
                alive[name] = seen

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
