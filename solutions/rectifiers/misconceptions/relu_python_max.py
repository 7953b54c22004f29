"""Python's own max compares two things as a whole and cannot decide which of two tensors is larger. Use an
operation that chooses entry by entry.
"""

import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    return max(torch.zeros_like(x), x)
