"""Your gate starts to open at 0. The formula adds 3 to x first, so that the gate opens at -3 and is one half at 0."""

import torch


def hardswish(x: torch.Tensor) -> torch.Tensor:
    return x * torch.clamp(x, 0, 6) / 6
