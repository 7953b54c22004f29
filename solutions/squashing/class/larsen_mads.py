import torch


def sigmoid(z):
    """Logistic sigmoid, clipped against overflow."""
    z = z.clip(-500, 500)
    return 1 / (1 + torch.exp(-z))


def tanh(z):
    return torch.sinh(z) / torch.cosh(z)


def softplus(z, beta=1.0):
    return torch.logaddexp(beta * z, torch.zeros_like(z)) / beta


def softmax(z, dim=-1):
    e = torch.exp(z - z.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
