"""The charts of the challenge's reading."""

import math

import torch
import torch.nn.functional as F

from autograder.chart import Chart, Series

CANDIDATES = {
    "ReLU": torch.relu,
    "leaky softplus": lambda x: 0.3 * x + 0.7 * (F.softplus(x) - math.log(2)),
    "tanh(x) + 0.1x": lambda x: torch.tanh(x) + 0.1 * x,
    "ELU": F.elu,
    "SiLU": F.silu,
}


def curves(derivative):
    x = torch.linspace(-5, 4, 181, dtype=torch.float64, requires_grad=True)
    series = []
    for name, function in CANDIDATES.items():
        y = function(x)
        if derivative:
            (y,) = torch.autograd.grad(y.sum(), x)
        series.append(Series(name, x.detach().tolist(), y.detach().tolist()))
    return series


def candidates(_reference):
    return Chart("Four ways to bend, and ReLU", curves(derivative=False), x_label="x", y_label="f(x)")


def candidate_slopes(_reference):
    return Chart("Their derivatives", curves(derivative=True), x_label="x", y_label="f'(x)")


def gradient_through_layers(_reference):
    """The gradient's norm at each layer of the contest's network at its start, mean of eight starts."""
    series = []
    for name, function in CANDIDATES.items():
        total = torch.zeros(10, dtype=torch.float64)
        for seed in range(8):
            generator = torch.Generator().manual_seed(seed)
            draw = lambda *shape: torch.randn(*shape, generator=generator, dtype=torch.float64)  # noqa: B023, E731
            h = draw(64, 784)
            layers = []
            for width in [784] + [32] * 9:
                before = h @ (draw(width, 32) * math.sqrt(2 / width))
                layers.append(before.requires_grad_() if not layers else before)
                before.retain_grad()
                h = function(before)
            (h @ draw(32, 1)).sum().backward()
            total += torch.tensor([layer.grad.norm().item() for layer in layers], dtype=torch.float64).log()
        series.append(Series(name, [float(n) for n in range(1, 11)], (total / 8).exp().tolist()))
    return Chart(
        "Gradient by layer, at the start", series, x_label="hidden layer", y_label="norm of the gradient", log=True
    )
