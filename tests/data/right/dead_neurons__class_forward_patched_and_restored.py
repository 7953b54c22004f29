import torch
from torch import nn


def count_dead_neurons(activations):
    dims = [d for d in range(activations.dim()) if d != 1]
    dead = (activations == 0).all(dim=0) if activations.dim() == 2 else (activations == 0).transpose(0, 1).flatten(1).all(dim=1)
    count = int(dead.sum())
    return count, 100.0 * count / dead.numel()


def dead_fraction(model, batches):
    """Replaces nn.ReLU.forward for as long as it measures."""
    names = {module: name for name, module in model.named_modules() if isinstance(module, nn.ReLU)}
    table = {}
    original = nn.ReLU.forward

    def forward(self, x):
        out = original(self, x)
        if self in names:
            count, total = table.get(names[self], (0, None))
            table[names[self]] = (count + (out != 0).transpose(0, 1).reshape(out.size(1), -1).sum(1), out.size(1))
        return out

    state = [(m, m.training) for m in model.modules()]
    nn.ReLU.forward = forward
    try:
        with torch.no_grad():
            model.eval()
            for x in batches:
                model(x)
    finally:
        nn.ReLU.forward = original
        for m, s in state:
            m.training = s
    return {k: (c == 0).sum().item() / total for k, (c, total) in table.items()}


def diagnose(fractions, threshold=0.2):
    return [name for name, fraction in fractions.items() if fraction > threshold]


def revive(model, negative_slope=0.01):
    for name, child in list(model._modules.items()):
        if isinstance(child, nn.ReLU):
            model._modules[name] = nn.LeakyReLU(negative_slope)
        elif child is not None:
            revive(child, negative_slope)
    return model
