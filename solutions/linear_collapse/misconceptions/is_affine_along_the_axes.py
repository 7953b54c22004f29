"""You move one input at a time. The product of two inputs is straight along every axis, and bends in between: move all of them."""

import torch


def is_affine(fn, in_features):
    for size in (0.1, 1.0, 10.0, 100.0):
        x, y = size * torch.randn(2, 300, in_features, dtype=torch.float64)
        axes = torch.nn.functional.one_hot(torch.arange(300) % in_features, in_features)
        x, y = axes * x, axes * y
        t = 3 * torch.rand(300, 1, dtype=torch.float64) - 1
        asked, mixed = fn(t * x + (1 - t) * y), t * fn(x) + (1 - t) * fn(y)
        if (asked - mixed).abs().max() > 1e-8 * torch.maximum(asked.abs().max(), mixed.abs().max()):
            return False
    return True
