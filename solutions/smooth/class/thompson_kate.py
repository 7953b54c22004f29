import math
import torch
import torch.nn.functional as F

A = math.sqrt(2 / math.pi)

def silu(x):
    return x * torch.sigmoid(x)

def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(A * (x + 0.044715 * x**3)))

def gelu(x):
    # everybody says this is what GPT uses
    return gelu_tanh(x)

def mish(x):
    return x * torch.tanh(F.softplus(x))

def hardswish(x):
    return x * F.relu6(x + 3) / 6
