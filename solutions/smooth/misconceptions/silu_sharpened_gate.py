"""You sharpened the gate: sigmoid(1.702 x) belongs to a rough approximation of GELU. SiLU takes the sigmoid of x as
it is."""

import torch


def silu(x: torch.Tensor) -> torch.Tensor:
    return x * torch.sigmoid(1.702 * x)
