"""You look at the first output alone. One that bends makes the function bend: compare all of them."""

import torch


def is_affine(fn, in_features):
    for size in (0.1, 1.0, 10.0, 100.0):
        x, y = size * torch.randn(2, 300, in_features, dtype=torch.float64)
        t = 3 * torch.rand(300, 1, dtype=torch.float64) - 1
        asked, mixed = fn(t * x + (1 - t) * y)[:, 0], (t * fn(x) + (1 - t) * fn(y))[:, 0]
        if (asked - mixed).abs().max() > 1e-8 * torch.maximum(asked.abs().max(), mixed.abs().max()):
            return False
    return True
