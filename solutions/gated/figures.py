"""The charts of the reading: what gates do to a value, one unit along a line, and a fit at equal size."""

from types import ModuleType

import torch
import torch.nn.functional as F
from torch import nn

from autograder.chart import Chart, Series


def gates(_reference: ModuleType) -> Chart:
    """What each unit multiplies a value by, over its gate."""
    gate = torch.linspace(-4, 4, 161, dtype=torch.float64)
    factors = {"GLU: sigmoid": torch.sigmoid(gate), "GEGLU: gelu": F.gelu(gate), "SwiGLU: silu": F.silu(gate)}
    series = [Series(label, gate.tolist(), factor.tolist()) for label, factor in factors.items()]
    return Chart("What a value is multiplied by", series, x_label="gate", y_label="factor")


def one_input(reference: ModuleType) -> Chart:
    """One hidden unit whose value and gate are both its input."""
    x = torch.linspace(-3, 3, 121, dtype=torch.float64)
    series = []
    for name in ("GLU", "GEGLU", "SwiGLU"):
        unit = getattr(reference, name)(1, 1).double()
        nn.init.ones_(unit.proj.weight)
        series.append(Series(f"{name}(1, 1)", x.tolist(), unit(x[:, None]).flatten().tolist()))
    series.append(Series("relu(x)", x.tolist(), torch.relu(x).tolist()))
    return Chart("One unit, value = gate = x", series, x_label="x")


def fitting(reference: ModuleType) -> Chart:
    """The error of blocks of 90 weights while they learn the product of two inputs, median of three starts."""
    draw = torch.Generator().manual_seed(1)
    x = torch.cat([torch.randn(96, 2, generator=draw, dtype=torch.float64), torch.ones(96, 1).double()], dim=1)
    target = x[:, :1] * x[:, 1:2]
    hidden = 15
    series = []
    for name in ("relu", "gelu", "glu", "geglu", "swiglu"):
        width = hidden if name in {"relu", "gelu"} else reference.matched_hidden(3, hidden)
        runs = [_losses(reference.FeedForward(3, width, name).double(), x, target, seed) for seed in range(3)]
        median = torch.tensor(runs, dtype=torch.float64).median(dim=0).values
        series.append(Series(f"{name}, {width} wide", [10.0 * i for i in range(len(median))], median.tolist()))
    return Chart("Learning a product of two inputs", series, x_label="step", y_label="mean squared error", log=True)


def _losses(block: nn.Module, x: torch.Tensor, target: torch.Tensor, seed: int) -> list[float]:
    draw = torch.Generator().manual_seed(seed)
    for weight in block.parameters():
        with torch.no_grad():
            weight.copy_(torch.randn(weight.shape, generator=draw, dtype=torch.float64) / weight.shape[1] ** 0.5)
    optimizer = torch.optim.Adam(block.parameters(), lr=0.02)
    losses = []
    for step in range(101):
        loss = F.mse_loss(block(x)[:, :1], target)
        if step % 10 == 0:
            losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses
