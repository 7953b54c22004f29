"""Your gate turns negative below -3, so negative inputs come out positive. Keep x + 3 from falling below 0."""

import torch


def hardswish(x: torch.Tensor) -> torch.Tensor:
    return x * torch.clamp(x + 3, max=6) / 6
