"""A Python `if`, and Python's own `min` and `max`, need one truth value, but a comparison of a tensor gives one per
entry. Choose entry by entry: clamp, or `torch.where`."""

import torch


def hardswish(x: torch.Tensor) -> torch.Tensor:
    if x <= -3:
        return torch.zeros_like(x)
    if x >= 3:
        return x
    return x * (x + 3) / 6
