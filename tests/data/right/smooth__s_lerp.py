import torch, math
import torch.nn.functional as F
import torch.nn as nn
import numpy as np

def silu(x): return torch.lerp(torch.zeros_like(x), x, torch.sigmoid(x))
class G(nn.Module):
    def forward(self, x): return torch.addcmul(x/2, x/2, torch.erf(x*2**-0.5))
gelu = G()
@torch.no_grad()
def _c(): return float(np.sqrt(2/np.pi))
def gelu_tanh(x):
    inner = x.pow(3).mul(0.044715).add(x).mul(_c())
    return x.mul(0.5).mul(inner.tanh().add(1))
def mish(x):
    sp = torch.where(x > 20, x, torch.log1p(torch.exp(torch.clamp(x, max=20))))
    return x * torch.tanh(sp)
def hardswish(x): return torch.where(x <= -3, torch.zeros_like(x), torch.where(x >= 3, x, x*(x+3)/6))
