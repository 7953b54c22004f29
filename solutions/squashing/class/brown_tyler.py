import torch

def sigmoid(x):
    return 1 / (1 + torch.exp(-x.clamp(-50, 50)))

def tanh(x):
    return 2 * sigmoid(2 * x) - 1

def softplus(x, beta=1.0):
    return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta

def softmax(x, dim=-1):
    # rows are examples, columns are classes
    exps = torch.exp(x - x.amax(axis=1, keepdim=True))
    return exps / torch.sum(exps, axis=1, keepdim=True)
