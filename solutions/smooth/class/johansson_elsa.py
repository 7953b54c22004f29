import math
import torch
import torch.nn.functional as F

def silu(x):
    return x * torch.sigmoid(x)

def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))

def gelu_tanh(x):
    # 0.5 * (1 + tanh(u)) = 1 / (1 + exp(-2u))
    two_u = math.sqrt(8 / math.pi) * (x + 0.044715 * x**3)
    return x * (1 / (1 + torch.exp(-two_u)))

def mish(x):
    return x * torch.tanh(F.softplus(x))

def hardswish(x):
    return x * F.relu6(x + 3) / 6
