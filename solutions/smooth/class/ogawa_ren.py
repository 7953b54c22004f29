import math
import torch
import torch.nn.functional as F

def silu(x):
    return x * torch.sigmoid(x)

def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))

def geluTanh(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

def mish(x):
    return x * torch.tanh(F.softplus(x))

def hard_swish(x):
    return x * F.relu6(x + 3) / 6
