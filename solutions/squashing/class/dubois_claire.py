import torch


def sigmoid(x):
    out = torch.zeros_like(x)
    neg = x < 0
    e = torch.exp(x[neg])
    out[neg] = e / (1 + e)
    out[~neg] = 1 / (1 + torch.exp(-x[~neg]))
    return out


def tanh(x):
    out = torch.zeros_like(x)
    neg = x < 0
    e = torch.exp(2 * x[neg])
    out[neg] = (e - 1) / (e + 1)
    e = torch.exp(-2 * x[~neg])
    out[~neg] = (1 - e) / (1 + e)
    return out


def softplus(x, beta=1.0):
    z = x * beta
    out = z.clone()          # far right: softplus(z) = z
    near = z <= 35
    out[near] = torch.log1p(torch.exp(z[near]))
    return out / beta


def softmax(x, dim=-1):
    weights = torch.exp(x - x.amax(dim, keepdim=True))
    weights = weights / weights.sum(dim, keepdim=True)
    return weights
