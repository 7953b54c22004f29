"""Your values are right, but they were computed outside torch (by `math`, `.item()`, `.tolist()` or `.numpy()`), so
no gradient flows back to the input. Keep to torch operations; torch has an `erf` of its own."""

import math

import torch


def gelu(x: torch.Tensor) -> torch.Tensor:
    entries = [0.5 * v * (1 + math.erf(v / math.sqrt(2))) for v in x.flatten().tolist()]
    return torch.tensor(entries, dtype=x.dtype).reshape(x.shape)
