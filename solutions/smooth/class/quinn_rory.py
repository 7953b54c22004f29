"""Smooth units.

Every function takes `x`, a floating-point tensor of any shape, and returns a new tensor of the same shape and dtype.
"""

import math

import torch
import torch.nn.functional as F


def silu(x: torch.Tensor) -> torch.Tensor:
    """Multiply each input by its own sigmoid.

    >>> silu(torch.tensor([-1.0, 0.0, 2.0]))
    tensor([-0.2689,  0.0000,  1.7616])
    """
    ### BEGIN SOLUTION
    # x * sigmoid(x) = x * exp(-softplus(-x))
    return x * torch.exp(-F.softplus(-x))
    ### END SOLUTION


def gelu(x: torch.Tensor) -> torch.Tensor:
    ### BEGIN SOLUTION
    return x - x * torch.special.erfc(x / math.sqrt(2)) / 2
    ### END SOLUTION


def gelu_tanh(x: torch.Tensor) -> torch.Tensor:
    ### BEGIN SOLUTION
    c = math.sqrt(2 / math.pi)
    poly = c * x * torch.addcmul(torch.ones_like(x), x, x, value=0.044715)
    return 0.5 * x * (1 + torch.tanh(poly))
    ### END SOLUTION


def mish(x: torch.Tensor) -> torch.Tensor:
    ### BEGIN SOLUTION
    return x * torch.tanh(F.softplus(x))
    ### END SOLUTION


def hardswish(x: torch.Tensor) -> torch.Tensor:
    ### BEGIN SOLUTION
    # hardtanh(x / 3) runs from -1 to 1 between -3 and 3
    return x * (F.hardtanh(x / 3) + 1) / 2
    ### END SOLUTION


def test_against_torch():
    x = torch.randn(100, dtype=torch.float64) * 4
    torch.testing.assert_close(silu(x), F.silu(x), rtol=1e-6, atol=1e-8)
    torch.testing.assert_close(gelu(x), F.gelu(x))
    torch.testing.assert_close(gelu_tanh(x), F.gelu(x, approximate="tanh"))
    torch.testing.assert_close(mish(x), F.mish(x), rtol=1e-6, atol=1e-8)
    torch.testing.assert_close(hardswish(x), F.hardswish(x))


test_against_torch()
