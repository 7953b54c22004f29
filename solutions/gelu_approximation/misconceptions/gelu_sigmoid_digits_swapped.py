"""Two digits of the constant changed places: you have 1.720. Compare it with the formula, digit by digit."""

import torch


def gelu_sigmoid(x: torch.Tensor) -> torch.Tensor:
    return x * torch.sigmoid(1.720 * x)
