import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(-torch.clamp(x, -75, 75)))


def tanh(x):
    y = torch.clamp(x, -20, 20)
    return (y.exp() - (-y).exp()) / (y.exp() + (-y).exp())


def softplus(x, beta=1.0):
    scaled = beta * x
    # log-sum-exp trick with the larger of (0, scaled) taken out
    top = torch.maximum(scaled, torch.zeros_like(scaled))
    return top + torch.log(torch.exp(-top) + torch.exp(scaled - top))


def softmax(x, dim=-1):
    e = torch.exp(x - x.max(dim, keepdim=True).values)
    return e / e.sum(dim, keepdim=True)
