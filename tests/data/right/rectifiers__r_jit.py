import torch, math
import torch.nn.functional as F
import torch.nn as nn
import numpy as np

@torch.jit.script
def relu(x: torch.Tensor) -> torch.Tensor:
    return torch.clamp(x, min=0.0)
def _split(x): return x.clamp(min=0), x.clamp(max=0)
def leaky_relu(x, negative_slope: float = 1e-2):
    p, n = _split(x)
    return p + n*negative_slope
def prelu(x, weight):
    p, n = _split(x)
    if weight.numel() > 1: weight = weight[(None, slice(None)) + (None,)*(x.dim()-2)]
    elif x.dim()==0: weight = weight.reshape(x.shape)
    return p + weight*n
def rrelu(x, lower=1/8, upper=1/3, training=False):
    p, n = _split(x)
    slope = torch.distributions.Uniform(lower, upper).sample(x.shape).to(x.dtype) if training else (lower+upper)/2
    return p + slope*n
def elu(x, alpha=1.0):
    p, n = _split(x)
    return p + alpha*torch.expm1(n)
def selu(x):
    alpha, scale = 1.6732632423543772, 1.0507009873554805
    p, n = _split(x)
    return scale*(p + alpha*torch.expm1(n))
