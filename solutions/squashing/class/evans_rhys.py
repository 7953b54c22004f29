import torch

def sigmod(x):
    return 1 / (1 + torch.exp(-x.clamp(-60, 60)))

def tanh(x):
    return 2 * sigmod(2 * x) - 1

def softplus(x, beta=1.0):
    result = torch.logaddexp(torch.zeros_like(x), beta * x) / beta

def softmax(x, dim=-1):
    e = torch.exp(x - torch.max(x, dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
