"""Rectifiers: six functions that pass positive inputs on and differ in what they do with negative ones.

Fill in the functions, then check your work:  rectify check rectifiers.py

What every function keeps to:
- `x` is a floating-point tensor of any shape: a number (0-d), empty, many dimensions, transposed or strided. Except in
  `prelu`, where a channel may have a weight of its own, all entries are treated alike.
- The answer is a new tensor of the same shape and dtype as `x` (float32, float64 or bfloat16). `x` itself is not
  changed.
- Autograd works through it: gradients are right for every input away from 0, where any choice is accepted.
- Values and gradients stay finite from -10000 to 10000.
- It works on the whole tensor at once: a Python loop over single entries is too slow.

From scratch: torch's ready-made rectifiers may not be used, as function, module, method or under another name: relu,
leaky_relu, prelu, rrelu, elu, selu, and their relatives relu6, celu, threshold, hardtanh. Everything else is allowed:
arithmetic, comparisons, indexing, where, clamp, maximum, abs, exp, expm1, random numbers, your own functions.
"""

import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    """Return x where it is positive and 0 elsewhere.

    x: any shape. Returns a tensor of x's shape and dtype.

    >>> relu(torch.tensor([-2.0, 0.0, 3.0]))
    tensor([0., 0., 3.])
    """
    raise NotImplementedError


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    """Return x where it is positive and negative_slope * x elsewhere.

    x: any shape. Returns a tensor of x's shape and dtype.
    negative_slope: any number from 0 up; it may be larger than 1.

    >>> leaky_relu(torch.tensor([-2.0, 0.0, 3.0]), negative_slope=0.5)
    tensor([-1.,  0.,  3.])
    """
    raise NotImplementedError


def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Return x where it is positive and weight * x elsewhere, where weight is learned.

    x: any shape. Returns a tensor of x's shape and dtype.
    weight: a 1-D tensor of x's dtype. It holds either one number, used for every entry of x, or one number per channel.
    The channels are dimension 1 of x, so in a batch of shape (N, C, H, W) the entries of x[:, c] use weight[c]. A
    weight with several numbers comes only with an x that has a dimension 1 of that length. The numbers can be
    anything: negative, or larger than 1.
    Gradients flow to x and to weight.

    >>> prelu(torch.tensor([[-2.0, -2.0], [3.0, -4.0]]), torch.tensor([0.5, 0.25]))
    tensor([[-1.0000, -0.5000],
            [ 3.0000, -1.0000]])
    """
    raise NotImplementedError


def rrelu(x: torch.Tensor, lower: float = 1 / 8, upper: float = 1 / 3, training: bool = False) -> torch.Tensor:
    """Return x where it is positive and slope * x elsewhere, where slope is random in training.

    x: any shape. Returns a tensor of x's shape and dtype.
    lower, upper: the bounds of the slope, 0 <= lower < upper.
    training=True: each entry gets a slope of its own, drawn uniformly between lower and upper at each call, by any
    random generator. training=False: every slope is the mean of lower and upper, and nothing is random.
    The gradient of a negative entry is its slope.

    >>> rrelu(torch.tensor([-2.0, 0.0, 3.0]), lower=0.0, upper=1.0)
    tensor([-1.,  0.,  3.])
    """
    raise NotImplementedError


def elu(x: torch.Tensor, alpha: float = 1.0) -> torch.Tensor:
    """Return x where it is positive and alpha * (exp(x) - 1) elsewhere.

    x: any shape. Returns a tensor of x's shape and dtype.
    alpha: any number above 0. The function never falls below -alpha.

    >>> elu(torch.tensor([-1.0, 0.0, 3.0]), alpha=2.0)
    tensor([-1.2642,  0.0000,  3.0000])
    """
    raise NotImplementedError


def selu(x: torch.Tensor) -> torch.Tensor:
    """Return scale * x where x is positive and scale * alpha * (exp(x) - 1) elsewhere.

    alpha = 1.6732632423543772 and scale = 1.0507009873554805, to at least eight decimals.
    x: any shape. Returns a tensor of x's shape and dtype.

    >>> selu(torch.tensor([-1.0, 0.0, 3.0]))
    tensor([-1.1113,  0.0000,  3.1521])
    """
    raise NotImplementedError
