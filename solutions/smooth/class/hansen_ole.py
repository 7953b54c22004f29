import torch
import torch.nn.functional as F

def silu(x):
    return x * torch.sigmoid(x)

def gelu(x):
    # root of two is 1.41
    return 0.5 * x * (1 + torch.erf(x / 1.41))

def gelu_tanh(x):
    # rounded the constants a little
    return 0.5 * x * (1 + torch.tanh(0.798 * (x + 0.0447 * x**3)))

def mish(x):
    return x * torch.tanh(torch.log2(1 + torch.exp(x.clamp(max=30))))

def hardswish(x):
    return x * torch.clamp(x + 2.5, 0, 5) / 5
