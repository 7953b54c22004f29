
import contextlib
from dataclasses import dataclass, field

import torch
from torch import nn


def count_dead_neurons(activations):
    dims = [d for d in range(activations.dim()) if d != 1]
    dead = (activations == 0).all(dim=0) if activations.dim() == 2 else (activations == 0).transpose(0, 1).flatten(1).all(dim=1)
    count = int(dead.sum())
    return count, 100.0 * count / dead.numel()


@dataclass
class Tally:
    name: str
    alive: torch.Tensor | None = field(default=None, repr=False)

    def __call__(self, module, inputs, output):
        hit = torch.count_nonzero(output, dim=[d for d in range(output.ndim) if d != 1]).bool()
        self.alive = hit if self.alive is None else torch.logical_or(self.alive, hit)

    @property
    def fraction(self):
        return (~self.alive).sum().item() / len(self.alive)


@contextlib.contextmanager
def evaluating(model):
    flags = {id(m): m.training for m in model.modules()}
    model.eval()
    try:
        yield model
    finally:
        for m in model.modules():
            m.training = flags[id(m)]


def dead_fraction(model, batches):
    with contextlib.ExitStack() as stack:
        stack.enter_context(torch.no_grad())
        stack.enter_context(evaluating(model))
        tallies = []
        for name, module in model.named_modules():
            if not isinstance(module, nn.ReLU):
                continue
            tally = Tally(name)
            tallies.append(tally)
            stack.enter_context(module.register_forward_hook(tally))
        for batch in batches:
            model(batch)
        return {t.name: t.fraction for t in tallies if t.alive is not None}


def diagnose(fractions, threshold=0.2):
    return [name for name, fraction in fractions.items() if fraction > threshold]


def revive(model, negative_slope=0.01):
    for name, child in list(model._modules.items()):
        if isinstance(child, nn.ReLU):
            model._modules[name] = nn.LeakyReLU(negative_slope)
        elif child is not None:
            revive(child, negative_slope)
    return model
