import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(-x.clamp(-10, 10)))


def tanh(x):
    x = x.clamp(-5, 5)
    return (torch.exp(2 * x) - 1) / (torch.exp(2 * x) + 1)


def softplus(x, beta=1.0):
    bx = beta * x
    return torch.where(bx > 10, x, torch.log1p(torch.exp(bx.clamp(max=10))) / beta)


def softmax(x, dim=-1):
    e = torch.exp(x.clamp(-80, 80))
    return e / e.sum(dim, keepdim=True)
