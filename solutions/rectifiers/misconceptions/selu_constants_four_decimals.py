"""You rounded the constants to 1.6733 and 1.0507. That is nearly right, but values are compared to seven digits:
take at least eight decimals from the task.
"""

import torch


def selu(x: torch.Tensor) -> torch.Tensor:
    return 1.0507 * torch.where(x > 0, x, 1.6733 * torch.expm1(x.clamp(max=0)))
