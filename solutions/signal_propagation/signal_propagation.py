"""Signal propagation: starts that keep a signal alive through many layers.

Fill in the functions, then check your work:  rectify check signal_propagation.py

From scratch: the ready-made starts of torch.nn.init (kaiming_normal_, xavier_uniform_ and their relatives) may not be
used. Random numbers may: w.normal_, w.uniform_, torch.randn, nn.init.normal_. Activations may be used ready-made.
Every number is drawn for itself, and anew at every call: set no seed inside your functions.
"""

import math

import torch


def he_normal_(w: torch.Tensor) -> torch.Tensor:
    """Fill w in place with a normal distribution of mean 0 and variance 2 / fan_in, and return w.

    w: the weight of an nn.Linear, of shape (fan_out, fan_in), as a tensor or as a parameter that requires gradients.

    >>> w = torch.empty(256, 1000)
    >>> bool(he_normal_(w) is w and abs(w.std() - (2 / 1000) ** 0.5) < 0.001)
    True
    """
    ### BEGIN SOLUTION
    with torch.no_grad():
        return w.normal_(0, math.sqrt(2 / w.shape[1]))
    ### END SOLUTION


def lecun_normal_(w: torch.Tensor) -> torch.Tensor:
    """Fill w in place with a normal distribution of mean 0 and variance 1 / fan_in, and return w.

    w: as for he_normal_.

    >>> w = torch.empty(256, 1000)
    >>> bool(lecun_normal_(w) is w and abs(w.std() - (1 / 1000) ** 0.5) < 0.001)
    True
    """
    ### BEGIN SOLUTION
    with torch.no_grad():
        return w.normal_(0, math.sqrt(1 / w.shape[1]))
    ### END SOLUTION


def xavier_uniform_(w: torch.Tensor) -> torch.Tensor:
    """Fill w in place uniformly from -a to a, where a = sqrt(6 / (fan_in + fan_out)), and return w.

    Its variance is a**2 / 3 = 2 / (fan_in + fan_out). w: as for he_normal_.

    >>> w = torch.empty(200, 400)
    >>> bool(xavier_uniform_(w) is w and 0.0995 < w.max() < 0.1)
    True
    """
    ### BEGIN SOLUTION
    a = math.sqrt(6 / (w.shape[0] + w.shape[1]))
    with torch.no_grad():
        return w.uniform_(-a, a)
    ### END SOLUTION


def signal_statistics(depth: int, width: int, activation: str, init: str, x: torch.Tensor) -> tuple:
    """Return (means, variances): two lists of depth floats, of the signal after each of depth layers.

    A layer multiplies by a new square weight, width by width, and applies the activation: x becomes
    activation(x @ W.T). There are no biases. The mean and the variance are taken over all entries of x after the
    activation (dividing by their number, or by one less: both are fine).
    activation: "relu", "tanh", "sigmoid", "selu" or "identity".
    init: "he", "lecun" or "xavier", by your three functions.
    x: shape (N, width), float32. It is not changed.

    >>> means, variances = signal_statistics(50, 256, "selu", "lecun", torch.randn(64, 256))
    >>> abs(means[-1]) < 0.3 and 0.5 < variances[-1] < 2
    True
    """
    ### BEGIN SOLUTION
    functions = {"relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "selu": torch.selu}
    starts = {"he": he_normal_, "lecun": lecun_normal_, "xavier": xavier_uniform_}
    means, variances = [], []
    for _ in range(depth):
        x = x @ starts[init](torch.empty(width, width)).T
        x = functions.get(activation, lambda z: z)(x)
        means.append(x.mean().item())
        variances.append(x.var().item())
    return means, variances
    ### END SOLUTION
