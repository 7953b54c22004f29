"""Activations side by side: their values, their derivatives, and what both come to at the ends.

Ranges are those of the interval that was looked at, not of the function: sigmoid never reaches 0 or 1.
"""

from __future__ import annotations

import torch

from autograder.chart import Chart, Series
from labs.gallery import ACTIVATIONS, Function
from labs.lab import Chosen, Findings, Option, Progress

OPTIONS = (
    Option("activation", ("sigmoid", "tanh", "relu", "gelu"), "to compare; repeat it", choices=tuple(ACTIVATIONS)),
    Option("low", -5.0, "left end of the interval", -1000, 1000),
    Option("high", 5.0, "right end of the interval", -1000, 1000),
    Option("points", 401, "points on it", 11, 100_001),
)


def slopes(function: Function, x: torch.Tensor) -> torch.Tensor:
    """The derivative at each entry of ``x``, shape (points,), by autograd; at a kink, torch's choice."""
    leaf = x.clone().requires_grad_()
    (slope,) = torch.autograd.grad(function(leaf).sum(), leaf)
    return slope


def span(values: torch.Tensor) -> str:
    """The smallest and the largest of some numbers, as text."""
    return f"{float(values.min()):.4g} to {float(values.max()):.4g}"


def run(chosen: Chosen, progress: Progress) -> Findings:
    """Draw the chosen activations and their derivatives."""
    low, high = sorted((chosen["low"], chosen["high"]))
    x = torch.linspace(low, high if high > low else low + 1, chosen["points"], dtype=torch.float64)
    values, derivatives = [], []
    table = [["activation", "values", "derivative", "flat (derivative below 0.01)"]]
    for done, name in enumerate(chosen["activation"], 1):
        y, slope = ACTIVATIONS[name](x), slopes(ACTIVATIONS[name], x)
        values.append(Series(name, x.tolist(), y.tolist()))
        derivatives.append(Series(name, x.tolist(), slope.tolist()))
        flat = float((slope.abs() < 0.01).double().mean())
        table.append([name, span(y), span(slope), f"{100 * flat:.0f}% of the interval"])
        progress(done / len(chosen["activation"]))
    return Findings(
        [
            Chart("Values", values, x_label="x", y_label="f(x)"),
            Chart("Derivatives", derivatives, x_label="x", y_label="f'(x)"),
        ],
        table,
        "Where the derivative is near 0, hardly any gradient comes back: at both ends of sigmoid and tanh, on the "
        "whole left side of ReLU, and only far to the left of GELU, which dips below 0 on its way there.",
    )
