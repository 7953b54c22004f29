"""The pictures of the reading."""

import math

import torch
import torch.nn.functional as F

from autograder.chart import Chart, Series


def _gelu_tanh(x):
    return F.gelu(x, approximate="tanh")


def gelu_errors(reference):
    """How far the approximations are from GELU, on a logarithmic axis."""
    x = torch.linspace(-6, 6, 601, dtype=torch.float64)
    by_sigmoid = (reference.gelu_sigmoid(x) - F.gelu(x)).abs()
    by_tanh = (_gelu_tanh(x) - F.gelu(x)).abs()
    return Chart(
        title="Distance from GELU",
        series=[
            Series("by sigmoid", x.tolist(), _above(by_sigmoid, 1e-7)),
            Series("by tanh", x.tolist(), _above(by_tanh, 1e-7)),
        ],
        x_label="x",
        y_label="|error|",
        log=True,
    )


def gelu_dips(reference):
    """The three forms where they are lowest."""
    x = torch.linspace(-4, 0.1, 401, dtype=torch.float64)
    forms = {"gelu": F.gelu, "by tanh": _gelu_tanh, "by sigmoid": reference.gelu_sigmoid}
    series = [Series(label, x.tolist(), form(x).tolist()) for label, form in forms.items()]
    return Chart(title="Three forms of GELU around their dips", series=series, x_label="x")


def grid_errors(reference):
    """By how much the best point of a grid misses a round hill and a pointed one, by the number of points."""
    counts = torch.logspace(1, 5, 21, dtype=torch.float64).round().int().tolist()
    pairs = {"round hill": (F.gelu, reference.gelu_sigmoid), "pointed hill": (F.silu, F.hardswish)}
    series = []
    for label, (f, g) in pairs.items():
        largest = reference.max_abs_error(f, g, 0.0, 8.0)
        missed = torch.tensor([_missed(f, g, largest, count) for count in counts])
        series.append(Series(label, [math.log10(count) for count in counts], _above(missed, 1e-13)))
    return Chart(
        title="What the best point of a grid misses, on average",
        series=series,
        x_label="points of the grid, as a power of ten",
        y_label="share of the height",
        log=True,
    )


def _missed(f, g, largest, count):
    """The share of the largest error that a grid of ``count`` points on [0, 8] misses, over 16 shifts of the grid."""
    step = 8 / count
    grids = step * (torch.arange(count, dtype=torch.float64) + torch.arange(16, dtype=torch.float64)[:, None] / 16)
    found = (f(grids) - g(grids)).abs().amax(dim=1)
    return 1 - found.mean().item() / largest


def _above(values, least):
    return [value if value > least else None for value in values.tolist()]
