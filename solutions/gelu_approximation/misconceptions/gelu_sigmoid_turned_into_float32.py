"""Your answer is always float32, whatever came in. Leave out the conversion (`.float()`, or a `dtype=` of your own):
the input's dtype is kept by itself."""

import torch


def gelu_sigmoid(x: torch.Tensor) -> torch.Tensor:
    x = x.float()
    return x * torch.sigmoid(1.702 * x)
