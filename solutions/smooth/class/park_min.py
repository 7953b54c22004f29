import math
from functools import partial

import torch


def hardsigmoid(x):
    # written myself
    return torch.clamp(x / 6 + 0.5, 0.0, 1.0)


def swish(x, beta=1.0):
    return x * torch.sigmoid(beta * x)


def times_input(x, gate):
    return x * gate(x)


silu = partial(swish, beta=1.0)
gelu = partial(times_input, gate=torch.special.ndtr)
gelu_tanh = partial(
    times_input,
    gate=lambda x: 0.5 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))),
)
mish = partial(times_input, gate=lambda x: torch.tanh(torch.nn.functional.softplus(x)))
hardswish = partial(times_input, gate=hardsigmoid)
