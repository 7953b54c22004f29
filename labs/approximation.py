"""How far the fast forms of GELU are from the exact one, and where each function has its dip."""

from __future__ import annotations

import math

import torch
from torch.nn import functional

from autograder.chart import Chart, Series
from labs.gallery import Function
from labs.lab import Chosen, Findings, Option, Progress

OPTIONS = (
    Option("low", -5.0, "left end of the interval", -100, 100),
    Option("high", 5.0, "right end of the interval", -100, 100),
    Option("points", 401, "points on it", 11, 100_001),
)

FORMS: dict[str, Function] = {
    "tanh form": lambda x: functional.gelu(x, approximate="tanh"),
    "sigmoid form": lambda x: x * torch.sigmoid(1.702 * x),
    "SiLU": functional.silu,
}


def largest(values: torch.Tensor, x: torch.Tensor) -> tuple[float, float]:
    """Where the largest of ``values`` is, and how large."""
    place = int(values.argmax())
    return float(x[place]), float(values[place])


def dip(function: Function) -> tuple[float, float]:
    """The lowest point of a function that has one valley between -3 and 0, by golden-section search (Kiefer 1953)."""
    low, high, ratio = -3.0, 0.0, (math.sqrt(5) - 1) / 2

    def at(x: float) -> float:
        return float(function(torch.tensor(x, dtype=torch.float64)))

    while high - low > 1e-9:
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, right) if at(left) < at(right) else (left, high)
    return (low + high) / 2, at((low + high) / 2)


def run(chosen: Chosen, progress: Progress) -> Findings:
    """Compare each form with x * Phi(x)."""
    low, high = sorted((chosen["low"], chosen["high"]))
    x = torch.linspace(low, high if high > low else low + 1, chosen["points"], dtype=torch.float64)
    exact = functional.gelu(x)
    errors, table = [], [["function", "largest difference from exact GELU", "at x", "lowest point"]]
    bottom = dip(functional.gelu)
    table.append(["exact GELU", "0", "", f"({bottom[0]:.4f}, {bottom[1]:.4f})"])
    for done, (name, form) in enumerate(FORMS.items(), 1):
        gap = (form(x) - exact).abs()
        place, error = largest(gap, x)
        bottom = dip(form)
        table.append([name, f"{error:.6f}", f"{place:.3f}", f"({bottom[0]:.4f}, {bottom[1]:.4f})"])
        errors.append(Series(name, x.tolist(), [value if value > 1e-12 else None for value in gap.tolist()]))
        progress(done / len(FORMS))
    curves = [Series("exact GELU", x.tolist(), exact.tolist())]
    curves += [Series(name, x.tolist(), form(x).tolist()) for name, form in FORMS.items()]
    return Findings(
        [
            Chart("Difference from the exact GELU", errors, x_label="x", y_label="absolute difference", log=True),
            Chart("GELU, its fast forms, and SiLU", curves, x_label="x", y_label="f(x)"),
        ],
        table,
        "The tanh form is off in the fourth digit, the sigmoid form in the second. SiLU is a function of its own.",
    )
