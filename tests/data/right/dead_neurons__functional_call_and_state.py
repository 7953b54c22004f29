
import torch
from torch import nn
from torch.func import functional_call


def count_dead_neurons(activations):
    dims = [d for d in range(activations.dim()) if d != 1]
    dead = (activations == 0).all(dim=0) if activations.dim() == 2 else (activations == 0).transpose(0, 1).flatten(1).all(dim=1)
    count = int(dead.sum())
    return count, 100.0 * count / dead.numel()


def dead_fraction(model, batches):
    """Runs the network with copies of its parameters and buffers, and puts the state back as well."""
    params = {k: v.detach().clone() for k, v in model.named_parameters()}
    buffers = {k: v.detach().clone() for k, v in model.named_buffers()}
    training = {k: m.training for k, m in model.named_modules()}
    counts, handles = {}, []
    for name, module in model.named_modules():
        if isinstance(module, torch.nn.modules.activation.ReLU):
            def hook(_m, _i, out, *, name=name):
                alive = out.ne(0)
                for d in reversed(range(out.dim())):
                    if d != 1:
                        alive = alive.any(dim=d)
                counts[name] = counts[name].logical_or(alive) if name in counts else alive
            handles.append(module.register_forward_hook(hook))
    model.eval()
    for batch in batches:
        functional_call(model, (params, buffers), (batch,))
    while handles:
        handles.pop().remove()
    for k, m in model.named_modules():
        m.training = training[k]
    return {name: c.logical_not().sum().div(c.numel()).item() for name, c in counts.items()}


def diagnose(fractions, threshold=0.2):
    return [name for name, fraction in fractions.items() if fraction > threshold]


def revive(model, negative_slope=0.01):
    for name, child in list(model._modules.items()):
        if isinstance(child, nn.ReLU):
            model._modules[name] = nn.LeakyReLU(negative_slope)
        elif child is not None:
            revive(child, negative_slope)
    return model
