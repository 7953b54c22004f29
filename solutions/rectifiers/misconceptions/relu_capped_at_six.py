"""Your function stops growing at 6, as the variant for small devices does. ReLU has no upper limit: positive
inputs pass as they are, however large.
"""

import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(0, 6)
