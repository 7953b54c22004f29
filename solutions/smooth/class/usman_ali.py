import torch
from torch import erf, sigmoid, tanh
from torch.nn.functional import relu6, softplus

def silu(x):
    return x * sigmoid(x)

def gelu(x):
    return x * (1 + erf(x / 1.4142135623730951)) / 2

def gelu_tanh(x):
    cube = x * x * x
    arg = 0.7978845608028654 * (x + 0.44715 * cube)
    return (x + x * tanh(arg)) / 2

def mish(x):
    return x * tanh(softplus(x))

def hardswish(x):
    return x * relu6(x + 3) / 6
