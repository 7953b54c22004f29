import math
import torch
import torch.nn.functional as F
from torch import nn


def sigmoid(x):
    return softmax(torch.stack([x, torch.zeros_like(x)]), 0)[0]

def tanh(x): return 2 * sigmoid(2 * x) - 1


def softplus(x, beta=1.0):
    return torch.logsumexp(torch.stack([beta * x, torch.zeros_like(x)], dim=-1), dim=-1).div(beta)

def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
