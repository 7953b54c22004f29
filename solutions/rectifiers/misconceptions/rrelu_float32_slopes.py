"""In training your answer comes out in the wrong dtype: random numbers are float32 unless you say otherwise, and
mixing them with bfloat16 turns the answer into float32. Draw them like x.
"""

import torch


def rrelu(x: torch.Tensor, lower: float = 1 / 8, upper: float = 1 / 3, training: bool = False) -> torch.Tensor:
    slope = lower + (upper - lower) * torch.rand(x.shape) if training else (lower + upper) / 2
    return torch.where(x > 0, x, slope * x)
