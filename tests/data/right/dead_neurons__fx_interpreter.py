import torch
from torch import fx, nn


def count_dead_neurons(activations):
    dims = [d for d in range(activations.dim()) if d != 1]
    dead = (activations == 0).all(dim=0) if activations.dim() == 2 else (activations == 0).transpose(0, 1).flatten(1).all(dim=1)
    count = int(dead.sum())
    return count, 100.0 * count / dead.numel()


class Watching(fx.Interpreter):
    """Runs a traced network node by node, and looks at what each ReLU gives."""

    def __init__(self, traced, names, alive):
        super().__init__(traced)
        self.names, self.alive = names, alive

    def call_module(self, target, args, kwargs):
        out = super().call_module(target, args, kwargs)
        module = self.fetch_attr(target)
        if module in self.names:
            now = out.ne(0).swapaxes(0, 1).flatten(1).any(1)
            key = self.names[module]
            self.alive[key] = now | self.alive.get(key, False)
        return out


def dead_fraction(model, batches):
    modes = [(m, m.training) for m in model.modules()]
    names = {m: n for n, m in model.named_modules() if isinstance(m, nn.ReLU)}
    alive = {}
    try:
        with torch.no_grad():
            runner = Watching(fx.symbolic_trace(model.eval()), names, alive)
            for batch in batches:
                runner.run(batch)
    finally:
        for m, t in modes:
            m.training = t
    return {k: (~a).double().mean().item() for k, a in alive.items()}


def diagnose(fractions, threshold=0.2):
    return [name for name, fraction in fractions.items() if fraction > threshold]


def revive(model, negative_slope=0.01):
    for name, child in list(model._modules.items()):
        if isinstance(child, nn.ReLU):
            model._modules[name] = nn.LeakyReLU(negative_slope)
        elif child is not None:
            revive(child, negative_slope)
    return model
