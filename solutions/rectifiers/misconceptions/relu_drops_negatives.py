"""Your function leaves the negative entries out, so the answer is shorter than the input. Keep every entry in
its place and make the negative ones 0.
"""

import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    return x[x > 0]
