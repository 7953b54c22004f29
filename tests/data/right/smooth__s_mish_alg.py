import torch, math
import torch.nn.functional as F
import torch.nn as nn
import numpy as np

def silu(x):
    '''x sigma(x)'''
    match x.dtype:
        case _: s = torch.sigmoid(x)
    return s*x
def gelu(x): return x*(torch.erf(x*math.sqrt(0.5))+1).div(2)
def gelu_tanh(x): return (x/2)*(1+torch.tanh(math.sqrt(2)/math.sqrt(math.pi)*x*(1+0.044715*x.square())))
def mish(x):
    e = torch.exp(-torch.abs(x))
    # tanh(softplus(x)) rational form, stable on both sides
    n = torch.where(x >= 0, 1 + 2*e, e*e + 2*e)
    d = torch.where(x >= 0, 1 + 2*e + 2*e*e, e*e + 2*e + 2)
    return x*n/d
def hardswish(x): return x*torch.minimum(torch.maximum(x+3, torch.zeros_like(x)), torch.full_like(x, 6.))/6
