"""You wrote the approximation by tanh, which is off by up to 0.0005; that is the exercise `gelu_tanh`. Here the exact
form is asked for, by the error function `erf`."""

import math

import torch


def gelu(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
