import math
import torch
import torch.nn.functional as F
from torch import nn

def sigmoid(x): return torch.exp(-torch.logaddexp(-x, torch.zeros_like(x)))

def tanh(x): return 2 * sigmoid(2 * x) - 1

def softplus(x, beta=1.0): return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta


def _row(r):
    e = torch.exp(r - r.max())
    return e / e.sum()
def softmax(x, dim=-1):
    if x.dim() == 0:
        return x * 0 + 1
    if x.numel() == 0:
        return x.clone()
    moved = x.movedim(dim, -1)
    rows = moved.reshape(-1, moved.shape[-1])
    return torch.stack([_row(r) for r in rows]).reshape(moved.shape).movedim(-1, dim)
