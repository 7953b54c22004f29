import torch
from torch import nn


def count_dead_neurons(activations):
    dims = [d for d in range(activations.dim()) if d != 1]
    dead = (activations == 0).all(dim=0) if activations.dim() == 2 else (activations == 0).transpose(0, 1).flatten(1).all(dim=1)
    count = int(dead.sum())
    return count, 100.0 * count / dead.numel()


def dead_fraction(model: nn.Module, batches) -> dict[str, float]:
    """Looks at what goes INTO each ReLU: the output is 0 exactly where the input is not above 0."""
    names = {m: n for n, m in model.named_modules() if isinstance(m, nn.ReLU)}
    best: dict[str, torch.Tensor] = {}

    def before(module, args):
        (x,) = args
        top = x.detach().movedim(1, 0).reshape(x.shape[1], -1).amax(dim=1)
        name = names[module]
        best[name] = torch.maximum(best[name], top) if name in best else top

    state = {m: m.training for m in model.modules()}
    model.train(False)
    removers = [m.register_forward_pre_hook(before) for m in names]
    with torch.inference_mode():
        for x in batches:
            model(x)
    for r in removers:
        r.remove()
    for m, t in state.items():
        m.training = t
    return {n: float((b <= 0).double().mean()) for n, b in best.items()}


def diagnose(fractions, threshold=0.2):
    return [name for name, fraction in fractions.items() if fraction > threshold]


def revive(model, negative_slope=0.01):
    for name, child in list(model._modules.items()):
        if isinstance(child, nn.ReLU):
            model._modules[name] = nn.LeakyReLU(negative_slope)
        elif child is not None:
            revive(child, negative_slope)
    return model
