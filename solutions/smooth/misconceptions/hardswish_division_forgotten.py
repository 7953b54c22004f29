"""Your gate runs from 0 to 6. Divide by 6, so that inputs over 3 pass unchanged."""

import torch


def hardswish(x: torch.Tensor) -> torch.Tensor:
    return x * torch.clamp(x + 3, 0, 6)
