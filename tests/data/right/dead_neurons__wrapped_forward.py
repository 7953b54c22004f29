import torch
from torch import nn


def count_dead_neurons(activations):
    dims = [d for d in range(activations.dim()) if d != 1]
    dead = (activations == 0).all(dim=0) if activations.dim() == 2 else (activations == 0).transpose(0, 1).flatten(1).all(dim=1)
    count = int(dead.sum())
    return count, 100.0 * count / dead.numel()


def dead_fraction(model, batches):
    relus = [(n, m) for n, m in model.named_modules() if isinstance(m, nn.ReLU)]
    was = [(m, m.training) for m in model.modules()]
    alive = {}

    def wrap(name, original):
        def forward(x):
            out = original(x)
            dims = [i for i in range(out.dim()) if i != 1]
            now = out.abs().sum(dim=dims) > 0
            alive[name] = alive.get(name, torch.zeros_like(now)) + now
            return out
        return forward

    for n, m in relus:
        m.forward = wrap(n, m.forward)
    try:
        model.eval()
        with torch.no_grad():
            for b in batches:
                model(b)
    finally:
        for _n, m in relus:
            del m.forward
        for m, t in was:
            m.training = t
    out = {}
    for n, a in alive.items():
        out[n] = (a == 0).sum().item() / a.numel()
    return out


def diagnose(fractions, threshold=0.2):
    return [name for name, fraction in fractions.items() if fraction > threshold]


def revive(model, negative_slope=0.01):
    for name, child in list(model._modules.items()):
        if isinstance(child, nn.ReLU):
            model._modules[name] = nn.LeakyReLU(negative_slope)
        elif child is not None:
            revive(child, negative_slope)
    return model
