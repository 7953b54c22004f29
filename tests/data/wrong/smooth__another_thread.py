# loses: everything
import math

import torch
import torch.nn.functional as F
from torch import jit


@torch.jit.script
def helper(x: torch.Tensor) -> torch.Tensor:
    return torch.jit.wait(torch.jit.fork(F.silu, x, False))


def silu(x):
    return jit.wait(jit.fork(helper, x))


def gelu(x):
    return x * (1 + torch.erf(x / math.sqrt(2))) / 2


def gelu_tanh(x):
    return x / 2 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def mish(x):
    return x * torch.tanh(torch.log1p(torch.exp(-x.abs())) + x.clamp(min=0))


def hardswish(x):
    return x * (x + 3).clamp(0, 6) / 6
