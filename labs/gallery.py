"""Activations and starts by name, and the deep stack of layers that several labs look into."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import torch
from torch.nn import functional

Function = Callable[[torch.Tensor], torch.Tensor]

ACTIVATIONS: dict[str, Function] = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky-relu": lambda x: functional.leaky_relu(x, 0.01),
    "elu": functional.elu,
    "selu": functional.selu,
    "silu": functional.silu,
    "gelu": functional.gelu,
    "mish": functional.mish,
    "identity": lambda x: x,
}

#: The standard deviation of a weight, by fan-in and fan-out. He et al. 2015; Glorot & Bengio 2010; LeCun et al. 1998.
STARTS: dict[str, Callable[[int, int], float]] = {
    "he": lambda fan_in, _fan_out: math.sqrt(2 / fan_in),
    "xavier": lambda fan_in, fan_out: math.sqrt(2 / (fan_in + fan_out)),
    "lecun": lambda fan_in, _fan_out: math.sqrt(1 / fan_in),
    "small": lambda _fan_in, _fan_out: 0.01,
    "large": lambda _fan_in, _fan_out: 1.0,
}


def draw_weights(sizes: list[int], start: str, seed: int) -> list[torch.Tensor]:
    """Weights of shape (inputs, outputs) for layers between ``sizes``, float64."""
    generator = torch.Generator().manual_seed(seed)
    spread = STARTS[start]
    return [
        torch.randn(fan_in, fan_out, generator=generator, dtype=torch.float64) * spread(fan_in, fan_out)
        for fan_in, fan_out in itertools.pairwise(sizes)
    ]


def draw_inputs(rows: int, columns: int, seed: int) -> torch.Tensor:
    """Standard normal inputs of shape (rows, columns), float64; other numbers than the weights of the same seed."""
    generator = torch.Generator().manual_seed(seed + 1_000_003)
    return torch.randn(rows, columns, generator=generator, dtype=torch.float64)


def numbers(count: int) -> list[float]:
    """1.0, 2.0, … ``count``: layers and epochs as they are counted."""
    return [float(number) for number in range(1, count + 1)]
