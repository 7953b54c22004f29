"""Your function answers negative inputs with positive numbers: 1 - exp(x) has the sign turned round. It is
exp(x) - 1.
"""

import torch


def elu(x: torch.Tensor, alpha: float = 1.0) -> torch.Tensor:
    return torch.where(x > 0, x, alpha * (1 - torch.exp(x.clamp(max=0))))
