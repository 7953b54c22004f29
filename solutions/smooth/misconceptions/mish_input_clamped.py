"""You clamped x itself to keep `exp` from overflowing, so large inputs come out too small and their gradient is 0.
Clamp only what goes into `exp`, and multiply by the input as it came."""

import torch


def mish(x: torch.Tensor) -> torch.Tensor:
    x = torch.clamp(x, max=20)
    return x * torch.tanh(torch.log1p(torch.exp(x)))
