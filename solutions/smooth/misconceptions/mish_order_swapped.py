"""You took the softplus of the tanh. It is the other way round: softplus first, then tanh of the result."""

import torch
import torch.nn.functional as F


def mish(x: torch.Tensor) -> torch.Tensor:
    return x * F.softplus(torch.tanh(x))
