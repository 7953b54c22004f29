import torch, math
import torch.nn.functional as F
import torch.nn as nn
import numpy as np

def relu(x): return x.clamp(min=0)
def leaky_relu(x, negative_slope=0.01): return torch.where(x>=0,x,negative_slope*x)
def prelu(x, weight): 
    w = weight if weight.numel()==1 else weight.reshape(1,-1,*([1]*(x.dim()-2)))
    w = w.reshape(()) if weight.numel()==1 else w
    return torch.where(x>0,x,w*x)
def rrelu(x, lower=1/8, upper=1/3, training=False): 
    if training: a=torch.empty_like(x).uniform_(lower,upper)
    else: a=(lower+upper)/2
    return torch.where(x>=0,x,a*x)
def elu(x, alpha=1.0): return torch.where(x>0,x,alpha*torch.expm1(x.clamp(max=0)))
def selu(x): return 1.0507009873554804934193349852946*torch.where(x>0,x,1.6732632423543772848170429916717*torch.expm1(x.clamp(max=0)))
