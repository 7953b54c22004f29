"""The charts of the reading: the reference at work."""

import math
from contextlib import contextmanager

import torch

from autograder.chart import Chart, Series


@contextmanager
def in_float64():
    usual = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    try:
        yield
    finally:
        torch.set_default_dtype(usual)


def fits(reference):
    """Trained in float64: in float32 the last bits, which are each processor's own, grow into what can be seen."""
    with in_float64(), torch.random.fork_rng(devices=[]):
        x = torch.linspace(-math.pi, math.pi, 121)[:, None]
        series = [Series("sin(x)", x[:, 0].tolist(), torch.sin(x)[:, 0].tolist())]
        for name in ("identity", "relu", "tanh"):
            predict, _mse = reference.fit_sine(name)
            series.append(Series(name, x[:, 0].tolist(), predict(x)[:, 0].tolist()))
    return Chart("Three networks that were shown a sine", series, x_label="x", y_label="y")


def collapsed_layers(reference):
    """The largest singular value of the product of square layers, normal with variance 1 / n."""
    size, series = 32, []
    for seed in range(4):
        generator = torch.Generator().manual_seed(seed)
        draw = lambda: torch.randn(size, size, generator=generator, dtype=torch.float64) / size**0.5  # noqa: B023, E731
        weights = [draw() for _ in range(20)]
        zeros = [torch.zeros(size, dtype=torch.float64)] * 20
        ratios = []
        for depth in range(1, 21):
            values = torch.linalg.svdvals(reference.collapse(weights[:depth], zeros[:depth])[0])
            ratios.append((values / values[0] > 0.01).sum().item())
        series.append(Series(f"draw {seed + 1}", [float(depth) for depth in range(1, 21)], ratios))
    return Chart(
        "Directions that survive, of 32",
        series,
        x_label="linear layers, multiplied out",
        y_label="above 1% of the largest",
    )
