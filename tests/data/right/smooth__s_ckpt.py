import torch, math
import torch.nn.functional as F
import torch.nn as nn
import numpy as np

from torch.utils.checkpoint import checkpoint
def _silu(x): return x*torch.sigmoid(x)
def silu(x): return checkpoint(_silu, x, use_reentrant=False)
def gelu(x): return torch.func.vmap(lambda v: v*0.5*(1+torch.erf(v/math.sqrt(2))))(x.reshape(-1)).reshape(x.shape) if x.numel() else x.clone()
def gelu_tanh(x): return torch.stack([x, torch.tanh(math.sqrt(2/math.pi)*(x+0.044715*x**3))*x]).sum(0)/2
def mish(x): return x*torch.tanh(torch.logsumexp(torch.stack([x, torch.zeros_like(x)]), 0))
def hardswish(x):
    y=x.clone(); y=y.masked_fill(x<=-3, 0.); m=(x>-3)&(x<3)
    return torch.where(m, x*(x+3)/6, y)
