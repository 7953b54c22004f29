import copy
import torch
import torch.nn as nn

def count_dead_neurons(activations):
    dims = tuple(i for i in range(activations.dim()) if i != 1)
    dead = activations.abs().sum(dim=dims).eq(0)
    return int(dead.sum()), float(100 * dead.sum() / dead.numel())

def dead_fraction(model, batches):
    # work on a copy so nothing can happen to the original
    clone = copy.deepcopy(model).eval().requires_grad_(False)
    state = {}
    for name, m in clone.named_modules():
        if isinstance(m, nn.ReLU):
            m.inplace = False
            m.register_forward_hook(Hook(name, state))
    for x in batches:
        clone(x)
    return {name: (~alive).float().mean().item() for name, alive in state.items()}

class Hook:
    def __init__(self, name, state):
        self.name, self.state = name, state
    def __call__(self, mod, inp, out):
        alive = (out != 0).transpose(1, 0).flatten(1).any(1)
        self.state[self.name] = self.state.get(self.name, torch.zeros_like(alive)) | alive

def diagnose(fractions, threshold=0.2):
    return list(dict(filter(lambda kv: kv[1] > threshold, fractions.items())).keys())

def revive(model, negative_slope=0.01):
    for module in list(model.modules()):
        for name, child in list(module.named_modules(remove_duplicate=False)):
            if isinstance(child, nn.ReLU) and name and '.' not in name:
                module.register_module(name, nn.LeakyReLU(negative_slope))
    return model
