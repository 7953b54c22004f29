"""You return the gate itself. Hardswish multiplies the input by it: at 0 the answer is 0, and inputs over 3 pass
through."""

import torch


def hardswish(x: torch.Tensor) -> torch.Tensor:
    return torch.clamp(x + 3, 0, 6) / 6
