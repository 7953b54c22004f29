import math
import torch
import torch.nn.functional as F
from torch import nn

def sigmoid(x): return torch.exp(-torch.logaddexp(-x, torch.zeros_like(x)))


def tanh(x):
    # tanh(x) = -i tan(i x); far out the tangent of an imaginary number is 1
    wide = x.double().clamp(-30, 30)
    return torch.tan(torch.complex(torch.zeros_like(wide), wide)).imag.to(x.dtype)

def softplus(x, beta=1.0): return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta

def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
