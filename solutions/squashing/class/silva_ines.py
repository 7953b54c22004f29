import torch


def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def softplus(x, beta=1.0):
    return torch.logaddexp(torch.zeros_like(x), beta * x) / beta


def soft_max(x, dim=-1):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
