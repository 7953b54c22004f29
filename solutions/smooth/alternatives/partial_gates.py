"""One function that multiplies by a gate; the five answers are partials and lambdas of it, in terms of one another."""

from collections.abc import Callable
from functools import partial

import torch

Gate = Callable[[torch.Tensor], torch.Tensor]


def gated(x: torch.Tensor, /, gate: Gate, sharpness: float = 1.0) -> torch.Tensor:
    return gate(sharpness * x) * x


def logistic(z: torch.Tensor) -> torch.Tensor:
    """The first share of a softmax over z and 0."""
    return torch.stack([z, torch.zeros_like(z)], dim=-1).softmax(dim=-1)[..., 0]


silu = partial(gated, gate=logistic)
gelu = lambda x: 0.5 * (x + x * torch.special.erf(x / 2**0.5))  # noqa: E731  (a lambda as the answer is what this file tries)
# With z = 2 sqrt(2 / pi) x, the cubic's x**2 is z**2 * pi / 8.
gelu_tanh = partial(gated, gate=lambda z: logistic(z + 0.044715 * z**3 * 0.39269908), sharpness=1.5957691)
mish = partial(gated, gate=lambda z: torch.tanh(torch.logaddexp(z, z.new_zeros(()))))
hardswish = partial(gated, gate=lambda z: (torch.relu(z + 3) - torch.relu(z - 3)) / 6)
