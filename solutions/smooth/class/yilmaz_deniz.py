import math, torch
import torch.nn.functional as F

def silu(x): return x * torch.sigmoid(x)

def gelu(x):
    k = 1.702
    return x * torch.sigmoid(k * x)

def gelu_tanh(x): return 0.5*x*(1+torch.tanh(math.sqrt(2/math.pi)*(x+0.044715*x**3)))

def mish(x):
    soft = F.softplus(x)
    return soft * x

def hardswish(x): return x*torch.clamp(x+3,0,6)/6
