import math
import torch
import torch.nn.functional as F
from torch import nn


import asyncio
async def _gate(x):
    return torch.sigmoid(x)
def silu(x):
    async def run():
        return x * await _gate(x)
    coroutine = run()
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value

def gelu(x): return x * (1 + torch.erf(x / math.sqrt(2))) / 2

def gelu_tanh(x): return x / 2 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def _steps(x):
    yield F.softplus(x)
    yield torch.tanh((yield))
def mish(x):
    steps = _steps(x)
    first = next(steps)
    next(steps)
    return x * steps.send(first)

def hardswish(x): return x * F.relu6(x + 3) / 6
