# the ReLU object itself turns into a LeakyReLU, so shared ones and nesting take care of themselves
import torch
import torch.nn as nn

def count_dead_neurons(activations):
    x = activations.flatten(start_dim=2) if activations.ndim > 2 else activations.unsqueeze(-1)
    dead = torch.logical_not(torch.any(torch.any(x != 0, dim=2), dim=0))
    n = dead.long().sum().item()
    return n, n / len(dead) * 100

class Spy:
    def __init__(self, model):
        self.relus = {n: m for n, m in model.named_modules() if isinstance(m, nn.ReLU)}
        self.sums = {n: 0 for n in self.relus}
        self.handles = [m.register_forward_hook(self.make(n)) for n, m in self.relus.items()]

    def make(self, name):
        def hook(*stuff):
            out = stuff[-1]
            self.sums[name] = self.sums[name] + torch.count_nonzero(out.transpose(0, 1).flatten(1), dim=1)
        return hook

    def close(self):
        while self.handles:
            self.handles.pop().remove()

@torch.no_grad()
def dead_fraction(model, batches):
    train_modules = [m for m in model.modules() if m.training]
    spy = Spy(model)
    model.train(False)
    for x in batches:
        model(x)
    spy.close()
    for m in train_modules:
        m.training = True
    return {n: float((s == 0).double().mean()) if torch.is_tensor(s) else float("nan") for n, s in spy.sums.items()}

def diagnose(fractions, threshold=0.2):
    names = []
    for n, f in fractions.items():
        if not f <= threshold:
            names += [n]
    return names

def revive(model, negative_slope=0.01):
    for m in model.modules():
        if isinstance(m, nn.ReLU):
            m.__class__ = nn.LeakyReLU
            m.negative_slope = negative_slope
    return model
