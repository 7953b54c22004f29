# loses: softmax
import math
import torch
import torch.nn.functional as F
from torch import nn

def sigmoid(x): return torch.exp(-torch.logaddexp(-x, torch.zeros_like(x)))

def tanh(x): return 2 * sigmoid(2 * x) - 1

def softplus(x, beta=1.0): return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta

def softmax(x, dim=-1):
    y = torch.distributions.Categorical(logits=x.movedim(dim, -1) if x.dim() else x.reshape(1)).probs
    return y.movedim(-1, dim) if x.dim() else y.reshape(())
