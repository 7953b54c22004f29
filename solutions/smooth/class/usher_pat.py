import math
import torch
import torch.nn as nn
import torch.nn.functional as F

def silu(x):
    return F.silu(x)

def gelu(x):
    return nn.GELU()(x)

def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

def mish(x):
    return x * torch.tanh(F.softplus(x))

def hardswish(x):
    return x * F.hardsigmoid(x)
