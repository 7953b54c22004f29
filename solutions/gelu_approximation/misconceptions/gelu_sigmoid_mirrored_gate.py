"""Your gate opens on the wrong side: it is near 1 for negative inputs. Look at the sign inside the sigmoid, or inside
its `exp`."""

import torch


def gelu_sigmoid(x: torch.Tensor) -> torch.Tensor:
    return x * torch.sigmoid(-1.702 * x)
