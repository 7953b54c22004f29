import torch, math
import torch.nn.functional as F
import torch.nn as nn
import numpy as np

class Sigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        z = torch.exp(-x.abs())
        y = torch.where(x >= 0, 1/(1+z), z/(1+z))
        ctx.save_for_backward(y)
        return y
    @staticmethod
    def backward(ctx, g):
        (y,) = ctx.saved_tensors
        return g*y*(1-y)
def sigmoid(x): return Sigmoid.apply(x)
def softplus(x, beta=1.0): return -torch.log(sigmoid(-beta*x).clamp_min(1e-300))/beta if False else torch.logaddexp(x*beta, x.new_zeros(()))/beta
def tanh(x): return torch.sinh(x.clamp(-20,20))/torch.cosh(x.clamp(-20,20)) if False else (lambda e: torch.sign(x)*(1-e)/(1+e) if False else torch.where(x<0, -(1-e)/(1+e), (1-e)/(1+e)))(torch.exp(-2*torch.where(x<0,-x,x)))
def softmax(x, dim=-1):
    shifted = x - x.amax(dim=dim, keepdim=True).detach()
    ex = torch.exp(shifted)
    return ex.div(ex.sum(dim=dim, keepdim=True))
