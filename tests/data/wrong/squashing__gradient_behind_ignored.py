# loses: softplus
import math
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn


def sigmoid(x):
    pos = x.clamp(min=0)
    neg = torch.where(x < 0, x, torch.zeros_like(x))
    return torch.where(x >= 0, 1 / (1 + torch.exp(-pos)), torch.exp(neg) / (1 + torch.exp(neg)))


def tanh(x):
    z = x.clamp(-20, 20)
    a, b = torch.exp(z), torch.exp(-z)
    return (a - b) / (a + b)


def softplus(x, beta=1.0):
    return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta


def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)


class P(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x); ctx.beta = beta
        return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta
    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return sigmoid(ctx.beta * x), None
def softplus(x, beta=1.0): return P.apply(x, beta)
