"""Jana Novak. Everything as modules, so that they can go into nn.Sequential later."""

import torch
from torch import nn


class MySoftplus(nn.Module):
    def forward(self, x, beta=1.0):
        z = x * beta
        return torch.logsumexp(torch.stack([z, torch.zeros_like(z)]), dim=0) / beta


class MySigmoid(nn.Module):
    def forward(self, x):
        return torch.exp(-MySoftplus()(-x))


class MyTanh(nn.Module):
    def __init__(self):
        super().__init__()
        self.squash = MySigmoid()

    def forward(self, x):
        return self.squash(2 * x) - self.squash(-2 * x)


class MySoftmax(nn.Module):
    def forward(self, x, dim=-1):
        e = torch.exp(x - x.amax(dim, keepdim=True).detach())
        return e / e.sum(dim, keepdim=True)


def sigmoid(x):
    return MySigmoid()(x)


def tanh(x):
    return MyTanh()(x)


def softplus(x, beta=1.0):
    return MySoftplus()(x, beta=beta)


def softmax(x, dim=-1):
    return MySoftmax()(x, dim=dim)
