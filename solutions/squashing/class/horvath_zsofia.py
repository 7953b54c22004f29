import torch

# series from the calculus script, enough terms for small x


def sigmoid(x):
    return 0.5 + x / 4 - x**3 / 48 + x**5 / 480


def tanh(x):
    return x - x**3 / 3 + 2 * x**5 / 15


def softplus(x, beta=1.0):
    return torch.logaddexp(torch.zeros_like(x), beta * x) / beta


def softmax(x, dim=-1):
    return torch.exp(x - torch.logsumexp(x, dim, keepdim=True))
