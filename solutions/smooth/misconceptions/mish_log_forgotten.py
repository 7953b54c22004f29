"""You took the tanh of exp(x). Softplus is the logarithm of 1 + exp(x): without it the gate opens too fast."""

import torch


def mish(x: torch.Tensor) -> torch.Tensor:
    return x * torch.tanh(torch.exp(torch.clamp(x, max=20)))
