"""Your gate opens on the wrong side: it is near 1 for negative inputs and near 0 for positive ones. Look at the sign
inside the sigmoid, or inside its `exp`."""

import torch


def silu(x: torch.Tensor) -> torch.Tensor:
    return x * torch.sigmoid(-x)
