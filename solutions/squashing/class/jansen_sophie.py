import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(-x.clamp(-80, 80)))


def tanh(x):
    return 2 * sigmoid(2 * x) - 1


def softplus(x, beta=1.0):
    # max(x, 0) + log(1 + e^-|x|), the stable form from the reading list
    bx = beta * x
    return (bx.clamp_min(0) + (-bx.abs()).exp().log1p()) / beta


def softmax(x, dim=-1):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
