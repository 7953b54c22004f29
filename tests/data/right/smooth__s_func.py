import torch, math
import torch.nn.functional as F
import torch.nn as nn
import numpy as np

from functools import partial, reduce
def compose(*fs): return reduce(lambda f,g: lambda x: g(f(x)), fs)
def silu(x): return torch.mul(x, torch.sigmoid(x))
def gelu(x): return x*torch.distributions.Normal(0.,1.).cdf(x) if False else x*0.5*(1+torch.erf(x/2**0.5))
gelu_tanh = lambda x: 0.5*x*(1+compose(lambda t: t+0.044715*t**3, lambda t: t*math.sqrt(2/math.pi), torch.tanh)(x))
def mish(x):
    return x*torch.tanh(torch.nn.Softplus()(x))
hardswish = lambda x: x*nn.ReLU6()(x+3)/6
