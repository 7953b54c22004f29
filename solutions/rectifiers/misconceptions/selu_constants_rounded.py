"""You rounded the constants to 1.67 and 1.05. The difference shows in the third digit, and the fixed point at
mean 0 and variance 1 moves with it: take at least eight decimals from the task.
"""

import torch


def selu(x: torch.Tensor) -> torch.Tensor:
    return 1.05 * torch.where(x > 0, x, 1.67 * torch.expm1(x.clamp(max=0)))
