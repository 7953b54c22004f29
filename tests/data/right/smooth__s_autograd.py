import torch, math
import torch.nn.functional as F
import torch.nn as nn
import numpy as np

class Silu(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        s=torch.sigmoid(x); ctx.save_for_backward(x,s); return x*s
    @staticmethod
    def backward(ctx, g):
        x,s=ctx.saved_tensors; return g*(s+x*s*(1-s))
silu=Silu.apply
class Gelu(torch.autograd.Function):
    @staticmethod
    def forward(ctx,x):
        ctx.save_for_backward(x); return x*0.5*(1+torch.erf(x/math.sqrt(2)))
    @staticmethod
    def backward(ctx,g):
        x,=ctx.saved_tensors
        return g*(0.5*(1+torch.erf(x/math.sqrt(2)))+x*torch.exp(-x*x/2)/math.sqrt(2*math.pi))
def gelu(x): return Gelu.apply(x)
def gelu_tanh(x): return 0.5*x*(1+torch.tanh(math.sqrt(2/math.pi)*(x+0.044715*x**3)))
def mish(x): return x*torch.tanh(F.softplus(x))
def hardswish(x): return F.relu6(x+3).mul(x).div(6)
