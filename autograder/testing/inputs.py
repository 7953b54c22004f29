"""Inputs that checks share: simple numbers first, so that the first failing one is easy to follow by hand."""

from __future__ import annotations

import functools

import torch

SIMPLE = (0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 0.5, -0.5, 1.5, -1.5, 4.0, -4.0, 0.1, -0.1, 5.0, -5.0, 10.0, -10.0)
EXTREME = (1e4, -1e4, 1e3, -1e3, 100.0, -100.0, 89.0, -89.0)


@functools.cache
def _sweep(low: float, high: float, dtype: torch.dtype) -> torch.Tensor:
    simple = [value for value in SIMPLE if low <= value <= high]
    grid = torch.linspace(low, high, 181, dtype=torch.float64)
    fine = torch.linspace(max(low, -4.0), min(high, 4.0), 97, dtype=torch.float64)
    # Rounded, so that what a message shows of an input is the input itself.
    return torch.cat([torch.tensor(simple, dtype=torch.float64), grid, fine]).round(decimals=4).to(dtype)


def sweep(low: float = -30.0, high: float = 30.0, dtype: torch.dtype = torch.float64) -> torch.Tensor:
    """A 1-D tensor over [low, high]: simple numbers first, then an even grid, then a finer one around zero."""
    return _sweep(low, high, dtype).clone()


def shaped_inputs(dtype: torch.dtype = torch.float64) -> list[torch.Tensor]:
    """Small tensors of many layouts: a number, empty ones, 1-D to 4-D, transposed, strided, and expanded."""
    ramp = torch.tensor([1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 3.0, -3.0, 0.25, -1.5, 1.5, -0.25], dtype=dtype)
    return [
        ramp[1].clone(),
        ramp[:1].clone(),
        ramp[:3].clone(),
        torch.empty(0, dtype=dtype),
        torch.empty(0, 3, dtype=dtype),
        ramp.reshape(3, 4),
        ramp.reshape(2, 3, 2),
        ramp.reshape(1, 3, 2, 2),
        ramp.reshape(3, 4).t(),
        ramp[::2],
        ramp[:3].expand(2, 3),
        ramp.reshape(2, 3, 2).permute(2, 0, 1),
    ]
