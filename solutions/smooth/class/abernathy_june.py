# June Abernathy, assignment 3
import math

import torch
import torch.nn.functional as F

ROOT_2 = math.sqrt(2.0)
ROOT_2_OVER_PI = math.sqrt(2.0 / math.pi)


def silu(x: torch.Tensor) -> torch.Tensor:
    """x times its sigmoid."""
    gate = torch.sigmoid(x)
    return gate * x


def gelu(x: torch.Tensor) -> torch.Tensor:
    """Exact, with erf."""
    phi = 0.5 * (1.0 + torch.erf(x / ROOT_2))
    return phi * x


def gelu_tanh(x: torch.Tensor) -> torch.Tensor:
    """The tanh version."""
    inner = ROOT_2_OVER_PI * (x + 0.044715 * torch.pow(x, 3))
    return 0.5 * x * (1.0 + torch.tanh(inner))


def mish(x: torch.Tensor) -> torch.Tensor:
    """tanh of softplus is the gate."""
    return x * torch.tanh(F.softplus(x))


def hardswish(x: torch.Tensor) -> torch.Tensor:
    """relu6 was in assignment 1."""
    return x * F.relu6(x + 3) / 6
