"""How close is right: each dtype's own precision, and what is decent to ask on [-30, 30]."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch


@dataclass(frozen=True, slots=True)
class Tolerance:
    """``|submitted - expected| <= absolute + relative * |expected|``."""

    relative: float
    absolute: float


#: In float64 constants typed with eight decimals are right. The absolute parts leave room for a cancellation such as
#: 1 + erf(x), which costs about one unit in the last place of x.
VALUES = {
    torch.float64: Tolerance(1e-7, 1e-8),
    torch.float32: Tolerance(2e-5, 1e-5),
    torch.float16: Tolerance(1e-2, 1e-2),
    torch.bfloat16: Tolerance(3e-2, 3e-2),
}
GRADIENTS = {
    torch.float64: Tolerance(1e-6, 1e-7),
    torch.float32: Tolerance(2e-4, 1e-4),
}
#: Far from zero only the limit counts, and cancellation is measured in units of the input.
EXTREMES = {
    torch.float64: Tolerance(1e-6, 1e-6),
    torch.float32: Tolerance(1e-4, 1e-2),
}


def value_tolerance(dtype: torch.dtype) -> Tolerance:
    """The tolerance for values of ``dtype``; exact for whole numbers and booleans."""
    return VALUES.get(dtype, Tolerance(0.0, 0.0))


def differs(submitted: torch.Tensor, expected: torch.Tensor, tolerance: Tolerance) -> torch.Tensor:
    """Where two tensors of one shape differ by more than the tolerance: a boolean tensor. NaN equals NaN."""
    ours, theirs = submitted.to(torch.float64), expected.to(torch.float64)
    if torch.equal(ours, theirs):  # mostly so, and quick to see
        return torch.zeros_like(ours, dtype=torch.bool)
    return ~torch.isclose(ours, theirs, rtol=tolerance.relative, atol=tolerance.absolute, equal_nan=True)


def away_from(x: torch.Tensor, kinks: Sequence[float], distance: float = 1e-9) -> torch.Tensor:
    """Which entries of ``x`` are farther than ``distance`` from all ``kinks``: a boolean tensor of its shape."""
    away = torch.ones_like(x, dtype=torch.bool)
    for kink in kinks:
        away &= (x - kink).abs() > distance
    return away
