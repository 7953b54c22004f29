"""You look at the two edges alone. The largest error may be anywhere between them."""

from collections.abc import Callable

import torch

Function = Callable[[torch.Tensor], torch.Tensor]


def max_abs_error(f: Function, g: Function, low: float, high: float) -> float:
    x = torch.tensor([low, high], dtype=torch.float64)
    return (f(x) - g(x)).abs().max().item()
