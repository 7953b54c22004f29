"""Inés Vásquez"""
import math
import torch

def silu(x):
    return x * torch.sigmoid(x)

def gelu(x):
    return x * torch.erfc(-x / math.sqrt(2)) * 0.5

def gelu_tanh(x):
    t = torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x.pow(3)))
    return x * (t + 1) * 0.5

def mish(x):
    return x * torch.nn.functional.softplus(x).tanh()

def hardswish(x):
    # zero below -3, then it rises
    return torch.maximum(x + 3, torch.zeros_like(x)) * x * (1 / 6)
