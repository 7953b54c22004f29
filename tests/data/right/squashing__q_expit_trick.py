import torch, math
import torch.nn.functional as F
import torch.nn as nn
import numpy as np

def sigmoid(x): 
    m=torch.maximum(x,torch.zeros_like(x)).detach()
    return torch.exp(x-m)/(torch.exp(-m)+torch.exp(x-m))
def tanh(x): 
    m=x.abs().detach()
    a=torch.exp(x-m); b=torch.exp(-x-m)
    return (a-b)/(a+b)
def softplus(x, beta=1.0): return torch.logaddexp(beta*x, torch.zeros_like(x))/beta
def softmax(x, dim=-1): 
    if x.numel()==0: return x.clone()
    z=x.movedim(dim,-1) if x.dim() else x.reshape(1)
    z=torch.exp(z-z.max(-1,keepdim=True).values)
    z=z/z.sum(-1,keepdim=True)
    return z.movedim(-1,dim) if x.dim() else z.reshape(())
