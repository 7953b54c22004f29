import math
import torch
import torch.nn.functional as F

def silu(x):
    return x * torch.sigmoid(x)

def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))

def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

def mish(x):
    return x * torch.tanh(F.softplus(x))

def hardswish(x):
    is_big = (x >= 3).to(torch.float32)
    is_middle = torch.logical_and(x > -3, x < 3).to(torch.float32)
    return is_big * x + is_middle * (x * (x + 3) / 6)
