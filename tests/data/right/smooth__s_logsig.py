import torch, math
import torch.nn.functional as F
import torch.nn as nn
import numpy as np

def silu(x): return x * torch.special.expit(x)
def gelu(x): return x * torch.special.ndtr(x)
def gelu_tanh(x):
    c = math.sqrt(2/math.pi)
    return 0.5*x*(1+torch.tanh(c*(x+0.044715*torch.pow(x,3))))
def mish(x): return x * torch.tanh(torch.logaddexp(x, torch.zeros_like(x)))
def hardswish(x): return x * F.relu6(x+3)/6
