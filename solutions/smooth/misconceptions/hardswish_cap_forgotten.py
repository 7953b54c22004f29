"""Your gate keeps growing past 1: for inputs over 3 your unit grows like a square. Cap x + 3 at 6 before you
divide."""

import torch


def hardswish(x: torch.Tensor) -> torch.Tensor:
    return x * torch.relu(x + 3) / 6
