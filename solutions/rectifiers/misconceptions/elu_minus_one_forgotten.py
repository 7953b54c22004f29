"""Your function jumps at 0: it gives alpha * exp(x) for negative inputs. Without the - 1 the two sides do not
meet.
"""

import torch


def elu(x: torch.Tensor, alpha: float = 1.0) -> torch.Tensor:
    return torch.where(x > 0, x, alpha * torch.exp(x.clamp(max=0)))
