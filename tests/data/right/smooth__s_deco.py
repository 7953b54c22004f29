import torch, math
import torch.nn.functional as F
import torch.nn as nn
import numpy as np

import functools, time
def timed(f):
    @functools.wraps(f)
    def g(*a, **k):
        t=time.time(); r=f(*a,**k); g.calls = getattr(g,'calls',0)+1; return r
    return g
@timed
def silu(x): return x*torch.sigmoid(x)
@timed
def gelu(x):
    cdf = 0.5*(1.0+torch.erf(x/torch.sqrt(torch.tensor(2.0, dtype=x.dtype))))
    return x*cdf
@timed
def gelu_tanh(x):
    return 0.5*x*(1+torch.tanh(torch.sqrt(torch.tensor(2/torch.pi, dtype=x.dtype))*(x+0.044715*x**3)))
@timed
def mish(x): return x*torch.tanh(F.softplus(x))
@timed
def hardswish(x): return x*F.hardtanh(x+3, 0., 6.)/6
