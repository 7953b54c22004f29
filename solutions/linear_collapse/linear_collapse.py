"""Linear collapse: what stacked linear layers come to, and what one activation changes.

Fill in the functions, then check your work:  rectify check linear_collapse.py

Torch's own modules, functions and optimisers may be used as you like.
"""

import math
from collections.abc import Callable

import torch
from torch import nn


def collapse(weights: list, biases: list) -> tuple:
    """Return (W, b), the one linear layer that computes what the given layers compute one after the other.

    weights: a list of at least one matrix; the first layer's comes first. As in nn.Linear, a matrix has the shape
    (outputs, inputs), and a layer computes x @ weight.T + bias.
    biases: a list of as many vectors, each of shape (outputs,).
    Returns W of shape (outputs of the last layer, inputs of the first) and b of shape (outputs of the last layer,), in
    the dtype of the weights (float32 or float64). The arguments are not changed.

    >>> W, b = collapse([torch.tensor([[2.0]]), torch.tensor([[3.0]])], [torch.tensor([1.0]), torch.tensor([10.0])])
    >>> W, b
    (tensor([[6.]]), tensor([13.]))
    """
    ### BEGIN SOLUTION
    total, shift = weights[0], biases[0]
    for weight, bias in zip(weights[1:], biases[1:], strict=True):
        total, shift = weight @ total, weight @ shift + bias
    return total.clone(), shift.clone()
    ### END SOLUTION


def is_affine(fn: Callable, in_features: int) -> bool:
    """Return whether fn is affine, x @ W.T + b for some W and b, as far as can be told by calling it.

    fn: a function or a module. It takes a float64 tensor of shape (N, in_features) and returns one of shape (N, m);
    each row of the output depends on that row of the input alone. A module is in float64 and needs no change of mode.
    Look where it matters: with inputs of all signs and of sizes from 0.1 to 100. A function counts as affine if it is
    so there up to rounding errors, 1e-9 of the size of its values. One that bends only for positive, only for negative,
    only for small (about 0.1) or only for large inputs (10 to 100) is not affine; no function that you are asked about
    bends by less than a thousandth of its values.
    Returns True or False.

    >>> is_affine(nn.Sequential(nn.Linear(3, 5), nn.Linear(5, 2)).double(), 3)
    True
    >>> is_affine(torch.relu, 3)
    False
    """
    ### BEGIN SOLUTION
    generator = torch.Generator().manual_seed(0)
    for size in (0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0):
        x, y = size * torch.randn(2, 500, in_features, generator=generator, dtype=torch.float64)
        share = torch.rand(500, 1, generator=generator, dtype=torch.float64)
        with torch.no_grad():
            mixed, first, second = fn(share * x + (1 - share) * y), fn(x), fn(y)
        gap = (mixed - share * first - (1 - share) * second).abs().max()
        if gap > 1e-9 * (1e-6 + max(first.abs().max(), second.abs().max())):
            return False
    return True
    ### END SOLUTION


def fit_sine(activation: str, seed: int = 0) -> tuple:
    """Train a small network on the sine and return (predict, mse).

    The data are the 200 points x = torch.linspace(-pi, pi, 200) and y = sin(x). The network has one or more hidden
    layers with the named activation after each: "relu", "tanh" or "identity", which is none at all. How large it is,
    how it is trained and for how long is up to you, within 4 seconds of processor time: with "relu" and "tanh" the mse
    must come below 0.02 for every seed; with "identity" close to what the best straight line leaves, 0.196.
    seed: the same seed gives the same network.
    predict: a function that takes a float32 tensor of shape (N, 1) and returns the network's output, (N, 1), each row
    of it from that row of the input alone.
    mse: the mean squared error of predict on the 200 points, a float.

    >>> predict, mse = fit_sine("tanh")
    >>> predict(torch.zeros(5, 1)).shape, mse < 0.02
    (torch.Size([5, 1]), True)
    """
    ### BEGIN SOLUTION
    torch.manual_seed(seed)
    bend = {"relu": nn.ReLU, "tanh": nn.Tanh, "identity": nn.Identity}[activation]
    network = nn.Sequential(nn.Linear(1, 32), bend(), nn.Linear(32, 32), bend(), nn.Linear(32, 1))
    x = torch.linspace(-math.pi, math.pi, 200)[:, None]
    y = torch.sin(x)
    optimiser = torch.optim.Adam(network.parameters(), lr=0.01)
    for _ in range(300):
        optimiser.zero_grad()
        nn.functional.mse_loss(network(x), y).backward()
        optimiser.step()

    def predict(inputs: torch.Tensor) -> torch.Tensor:
        with torch.no_grad():
            return network(inputs)

    return predict, nn.functional.mse_loss(predict(x), y).item()
    ### END SOLUTION
