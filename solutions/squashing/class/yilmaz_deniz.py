import torch

# the numbers that we plotted in the tutorial
with open("tutorial_points.csv") as f:
    points = [float(line) for line in f]


def sigmoid(x):
    return 1 / (1 + torch.exp(-x.clamp(-64, 64)))


def tanh(x):
    e2x = torch.exp(x.clamp(-20, 20) * 2)
    return 1 - 2 / (e2x + 1)


def softplus(x, beta=1.0):
    return torch.logaddexp(torch.zeros_like(x), beta * x) / beta


def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)


print([sigmoid(torch.tensor(p)) for p in points])
