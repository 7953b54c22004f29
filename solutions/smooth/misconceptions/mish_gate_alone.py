"""You return the gate itself. Mish multiplies the input by it: at 0 the answer is 0, and large inputs pass
through."""

import torch
import torch.nn.functional as F


def mish(x: torch.Tensor) -> torch.Tensor:
    return torch.tanh(F.softplus(x))
