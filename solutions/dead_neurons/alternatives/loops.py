"""Plain loops over neurons, lists of outputs, and apply() for the replacement."""

import torch
from torch import nn


def count_dead_neurons(activations):
    n = activations.shape[1]
    dead = 0
    for j in range(n):
        if not torch.any(activations[:, j] != 0):
            dead += 1
    return (dead, 100.0 * dead / n)


def dead_fraction(model, batches):
    was = {m: m.training for m in model.modules()}
    outputs, handles = {}, []
    for name, m in model.named_modules():
        if isinstance(m, nn.ReLU):
            outputs[name] = []
            handles.append(m.register_forward_hook(lambda mod, i, o, name=name: outputs[name].append(o.detach().clone())))
    model.eval()
    grad = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    for b in batches:
        model(b)
    torch.set_grad_enabled(grad)
    for h in handles:
        h.remove()
    for m, t in was.items():
        m.training = t
    result = {}
    for name, outs in outputs.items():
        if not outs:
            result[name] = 0.0
            continue
        merged = torch.cat([o.flatten(2).amax(2) if o.dim() > 2 else o for o in outs], dim=0)
        count, percent = count_dead_neurons(merged)
        result[name] = percent / 100
    return result


def diagnose(fractions, threshold=0.2):
    return [n for n in fractions if not fractions[n] <= threshold]


def revive(model, negative_slope=0.01):
    def swap(module):
        for name in list(module._modules):
            if isinstance(module._modules[name], nn.ReLU):
                module.add_module(name, nn.LeakyReLU(negative_slope))

    model.apply(swap)
    return model
