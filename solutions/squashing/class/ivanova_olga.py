import torch


def sigmoid(x):
    size = x.abs()
    upper_half = 1 / (1 + torch.exp(-size))      # sigmoid of |x|, always safe
    return torch.where(x < 0, 1 - upper_half, upper_half)


def tanh(x):
    grown = torch.expm1(2 * x.clamp(-20, 20))
    return grown / (grown + 2)


def softplus(x, beta=1.0):
    return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta


def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
