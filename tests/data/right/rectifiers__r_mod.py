import torch, math
import torch.nn.functional as F
import torch.nn as nn
import numpy as np

class Base(nn.Module):
    def __init__(self, **kw):
        super().__init__()
        self.kw=kw
class _R(Base):
    def forward(self, x): return torch.clamp_min(x, 0)
class _L(Base):
    def forward(self, x, negative_slope=0.01): return torch.where(x > 0, x, x*negative_slope)
relu=_R(); leaky_relu=_L()
def _shape(w, x):
    if w.numel()==1: return w.squeeze() if w.dim() else w
    s=[1]*x.ndim; s[1]=-1
    return w.view(s)
def prelu(x, weight):
    w=_shape(weight,x)
    return x.clamp(min=0)+w*x.clamp(max=0)
def rrelu(x, lower=0.125, upper=0.3333333333333333, training=False):
    if not training:
        return leaky_relu(x, negative_slope=(lower+upper)/2)
    noise=lower+(upper-lower)*torch.rand_like(x)
    return x.clamp(min=0)+noise*x.clamp(max=0)
def elu(x, alpha=1.):
    return relu(x)-alpha*relu(1-torch.exp(-relu(-x)))
SCALE=1.0507009873554805; ALPHA=1.6732632423543772
def selu(x): return SCALE*elu(x, alpha=ALPHA)
