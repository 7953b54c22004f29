import math
import torch
import torch.nn.functional as F

def silu(x):
    return x * torch.sigmoid(x)

# hm, which one is the approximation?
def gelu(x):
    return x / 2 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

def gelu_tanh(x):
    return x * torch.special.ndtr(x)

def mish(x):
    return x * torch.tanh(F.softplus(x))

def hardswish(x):
    return x * F.relu6(x + 3) / 6
