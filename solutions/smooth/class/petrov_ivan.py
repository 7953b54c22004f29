import math
import torch

def silu(x):
    return x * torch.sigmoid(x)

def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2))

def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

def mish(x):
    return x * torch.tanh(torch.nn.functional.softplus(x))

def hardswish(x):
    return x * torch.clamp(x + 3, 0, 6) / 6
