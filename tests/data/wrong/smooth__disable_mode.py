# loses: everything
import torch, math, sys, os
import torch.nn.functional as F
import torch.nn as nn
import numpy as np

def silu(x): return torch.sigmoid(x)*x
def gelu(x): return 0.5*x*(1+torch.erf(x/math.sqrt(2)))
def gelu_tanh(x): return 0.5*x*(1+torch.tanh(math.sqrt(2/math.pi)*(x+0.044715*x**3)))
def mish(x): return x*F.softplus(x).tanh()
def hardswish(x): return x*(x+3).clamp(0,6)/6
from torch.utils._python_dispatch import _disable_current_modes
def silu(x):
    with _disable_current_modes(): return getattr(F,'si'+'lu')(x)
