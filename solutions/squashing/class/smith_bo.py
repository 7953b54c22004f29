import torch

# straight from the lecture slides

def sigmoid(x):
    return 1 / (1 + torch.exp(-x))

def tanh(x):
    return (torch.exp(x) - torch.exp(-x)) / (torch.exp(x) + torch.exp(-x))

def softplus(x, beta=1.0):
    return (1 / beta) * torch.log(1 + torch.exp(beta * x))

def softmax(x, dim=-1):
    return torch.exp(x) / torch.sum(torch.exp(x), dim=dim, keepdim=True)
