"""Zadanie 3: gładkie jednostki (Jan Kowalski)."""

import math

import torch

# Stałe
PIERWIASTEK = math.sqrt(2 / math.pi)
C = 0.044715


def _dystrybuanta(x):
    return torch.distributions.normal.Normal(0, 1).cdf(x)


def silu(x):
    return torch.mul(x, torch.sigmoid(x))


def gelu(x):
    return torch.mul(x, _dystrybuanta(x))


def gelu_tanh(x):
    return torch.mul(0.5 * x, 1 + torch.tanh(PIERWIASTEK * (x + C * torch.pow(x, 3))))


def mish(x):
    # logaddexp(x, 0) = log(exp(x) + exp(0))
    return torch.mul(x, torch.tanh(torch.logaddexp(x, torch.zeros_like(x))))


def hardswish(x):
    return torch.mul(x, torch.clamp(x + 3, min=0, max=6)) / 6
