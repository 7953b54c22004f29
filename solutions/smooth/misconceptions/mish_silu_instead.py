"""You wrote SiLU: the gate is a sigmoid. Mish's gate is the tanh of softplus, which opens a little earlier: at 0 it
is 0.6."""

import torch


def mish(x: torch.Tensor) -> torch.Tensor:
    return x * torch.sigmoid(x)
