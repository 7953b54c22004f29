"""Smooth units: SiLU, GELU exact and by tanh, Mish, Hardswish.

Check your work with `rectify check smooth.py`.

Every function takes `x`, a floating-point tensor of any shape (a single number and an empty tensor included), and
returns a new tensor of the same shape and dtype, entry by entry. It leaves `x` as it was, works under autograd, and
its values and gradients are finite at 10000 and at -10000, in float32 too.

Write each function from its formula. Not allowed, under any name: torch's own silu, gelu, mish and hardswish (swish is
another name for silu), hardsigmoid and glu. Allowed: what earlier assignments taught (`torch.sigmoid`, `torch.tanh`,
`F.softplus`, `F.relu`, `F.relu6` and so on), and every function that is no activation (`exp`, `log1p`, `erf`, `clamp`,
`where` and so on). `math.sqrt` and `math.pi` are at hand for the constants.
"""

import math

import torch
import torch.nn.functional as F


def silu(x: torch.Tensor) -> torch.Tensor:
    """Multiply each input by its own sigmoid: silu(x) = x * sigmoid(x), sigmoid(x) = 1 / (1 + exp(-x)).

    x: any shape, any floating-point dtype. Returns the same shape and dtype.

    >>> silu(torch.tensor([-1.0, 0.0, 2.0]))
    tensor([-0.2689,  0.0000,  1.7616])
    """
    raise NotImplementedError


def gelu(x: torch.Tensor) -> torch.Tensor:
    """Multiply each input by the normal distribution's share below it: gelu(x) = x * Phi(x), exactly.

    Phi(x) = (1 + erf(x / sqrt(2))) / 2. This is the exact form: the approximations by tanh and by sigmoid do not count.
    x: any shape, any floating-point dtype. Returns the same shape and dtype.

    >>> gelu(torch.tensor([-1.0, 0.0, 2.0]))
    tensor([-0.1587,  0.0000,  1.9545])
    """
    raise NotImplementedError


def gelu_tanh(x: torch.Tensor) -> torch.Tensor:
    """Approximate GELU by tanh: gelu_tanh(x) = x / 2 * (1 + tanh(u)), u = sqrt(2 / pi) * (x + 0.044715 * x**3).

    x: any shape, any floating-point dtype. Returns the same shape and dtype.

    >>> gelu_tanh(torch.tensor([-1.0, 0.0, 2.0]))
    tensor([-0.1588,  0.0000,  1.9546])
    """
    raise NotImplementedError


def mish(x: torch.Tensor) -> torch.Tensor:
    """Multiply each input by the tanh of its softplus: mish(x) = x * tanh(softplus(x)), softplus(x) = log(1 + exp(x)).

    x: any shape, any floating-point dtype. Returns the same shape and dtype.

    >>> mish(torch.tensor([-1.0, 0.0, 2.0]))
    tensor([-0.3034,  0.0000,  1.9440])
    """
    raise NotImplementedError


def hardswish(x: torch.Tensor) -> torch.Tensor:
    """Multiply each input by a gate of straight pieces: hardswish(x) = x * min(max(x + 3, 0), 6) / 6.

    So it is 0 up to -3, the input itself from 3 on, and x * (x + 3) / 6 between. Any gradient at -3 and 3 is right.
    x: any shape, any floating-point dtype. Returns the same shape and dtype.

    >>> hardswish(torch.tensor([-4.0, -1.0, 2.0, 5.0]))
    tensor([-0.0000, -0.3333,  1.6667,  5.0000])
    """
    raise NotImplementedError
