import torch as th


def softplus(x, beta=1.0):
    zero = th.zeros_like(x)
    return th.logaddexp(zero, beta * x) / beta

def sigmoid(x):
    # log sigmoid(x) = -softplus(-x)
    return th.exp(-softplus(-x))

def tanh(x):
    return 2 * sigmoid(2 * x) - 1

def softmax(x, dim=-1):
    return th.exp(x - th.logsumexp(x, dim, keepdim=True))
