# Giulia Rossi, written on the lab computers
import torch


def sigmoid(x):
    """1 / (1 + e^-x), limited to where exp is finite."""
    limited = torch.minimum(torch.maximum(x, torch.full_like(x, -70)), torch.full_like(x, 70))
    return 1 / (1 + torch.exp(-limited))


def tanh(x):
    """sinh / cosh, limited to where cosh is finite."""
    limited = torch.minimum(torch.maximum(x, torch.full_like(x, -20)), torch.full_like(x, 20))
    return torch.sinh(limited) / torch.cosh(limited)


def softplus(x, beta=1.0):
    """log(1 + e^(beta x)) / beta."""
    return torch.logaddexp(torch.zeros_like(x), beta * x) / beta


def softmax(x, dim=-1):
    """e^x / sum of e^x, shifted."""
    shifted = x - torch.amax(x, dim=dim, keepdim=True)
    numerator = torch.exp(shifted)
    denominator = torch.sum(numerator, dim=dim, keepdim=True)
    return numerator / denominator
