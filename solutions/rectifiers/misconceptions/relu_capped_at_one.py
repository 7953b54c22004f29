"""Your function stops growing at 1. ReLU has no upper limit: positive inputs pass as they are, however large."""

import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(0, 1)
