"""(1 + tanh(x)) / 2 is the sigmoid of 2x, so your gate is twice as steep as it should be. Halve what goes into tanh,
or take the sigmoid."""

import torch


def silu(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * (1 + torch.tanh(x))
