import copy
import torch
from torch import nn


def count_dead_neurons(activations):
    dims = [d for d in range(activations.dim()) if d != 1]
    dead = (activations == 0).all(dim=0) if activations.dim() == 2 else (activations == 0).transpose(0, 1).flatten(1).all(dim=1)
    count = int(dead.sum())
    return count, 100.0 * count / dead.numel()


class Spy(nn.Module):
    def __init__(self, log):
        super().__init__()
        self.log = log

    def forward(self, x):
        y = torch.relu(x)
        self.log.append(y)
        return y


def get_parent(model, path):
    *parents, last = path.split(".")
    for p in parents:
        model = getattr(model, p)
    return model, last


def dead_fraction(model, batches):
    """A copy of the network whose ReLUs are replaced, by dotted path, with spies."""
    copied = copy.deepcopy(model)
    copied.eval()
    spies = {}
    for name, relu in list(copied.named_modules()):
        if isinstance(relu, nn.ReLU):
            spies[relu] = (name, Spy([]))
    for name, module in list(copied.named_modules(remove_duplicate=False)):
        if module in spies:
            parent, last = get_parent(copied, name)
            setattr(parent, last, spies[module][1])
    with torch.no_grad():
        for b in batches:
            copied(b)
    answer = {}
    for name, spy in spies.values():
        if spy.log:
            on = sum((y != 0).sum(dim=[i for i in range(y.dim()) if i != 1]) for y in spy.log)
            answer[name] = 1.0 - (on > 0).sum().item() / on.numel()
    return answer


def diagnose(fractions, threshold=0.2):
    return [name for name, fraction in fractions.items() if fraction > threshold]


def revive(model, negative_slope=0.01):
    for name, child in list(model._modules.items()):
        if isinstance(child, nn.ReLU):
            model._modules[name] = nn.LeakyReLU(negative_slope)
        elif child is not None:
            revive(child, negative_slope)
    return model
