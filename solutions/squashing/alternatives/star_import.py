"""Style: everything imported from torch with a star, hyperbolic functions instead of exponentials."""

from torch import *  # noqa: F403  (the style that this file stands for)


def tanh(x):
    x = clip(x, -20, 20)  # noqa: F405
    return sinh(x) / cosh(x)  # noqa: F405


def sigmoid(x):
    return (1 + tanh(x / 2)) / 2


def softplus(x, beta=1.0):
    # log(e^z + 1) = z/2 + log(2 cosh(z/2)); the cosh is taken apart before it can overflow.
    half = x * beta / 2
    return (half + logaddexp(half, -half)) / beta  # noqa: F405


def softmax(x, dim=-1):
    e = exp(x - amax(x, dim, keepdim=True))  # noqa: F405
    return e / sum(e, dim, keepdim=True)  # noqa: F405
