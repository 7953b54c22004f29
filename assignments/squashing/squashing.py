"""Squashing functions: sigmoid, tanh, softplus and softmax.

Fill in the four functions and check them as often as you like:

    rectify check squashing.py

What holds for all of them:

- `x` is a floating-point tensor of any shape: 0-d, empty, transposed, strided. The answer has its shape and its dtype.
- `x` itself is left as it was.
- Autograd can differentiate the answer. All four are smooth, so their gradients are right everywhere, at 0 too.
- Between -30 and 30 the answer is right to seven digits in float64, and to the dtype's own precision below it.
- Inputs up to 1e4 in size, in float32 and in float64, give finite values and finite gradients.
- No loop over single elements: a tensor of 200,000 entries takes a moment.
- Written from the formula: no ready-made sigmoid, tanh, softplus or softmax (function, method or module), and nothing
  that only wraps one (`logsigmoid`, `log_softmax`, `silu`, a cross-entropy loss). A sigmoid through `torch.tanh`, or a
  tanh through `torch.sigmoid`, is ready-made too; your own functions may call one another.
  `exp`, `expm1`, `log1p`, `logaddexp`, `logsumexp`, `where`, `clamp`, `abs`, `amax`, `sum` and the like are free.
"""

import torch
from torch import Tensor


def sigmoid(x: Tensor) -> Tensor:
    """Squash every entry into (0, 1): 1 / (1 + e^-x).

    The slope at 0 is 1/4. Far from 0 the answer may reach 0 and 1 exactly.

    Args:
        x: floating-point tensor of any shape.

    Returns:
        A new tensor of the shape and dtype of `x`.

    >>> sigmoid(torch.tensor([-2.0, 0.0, 2.0]))
    tensor([0.1192, 0.5000, 0.8808])
    """
    raise NotImplementedError


def tanh(x: Tensor) -> Tensor:
    """Squash every entry into (-1, 1), zero to zero: (e^x - e^-x) / (e^x + e^-x).

    The slope at 0 is 1. Far from 0 the answer may reach -1 and 1 exactly.

    Args:
        x: floating-point tensor of any shape.

    Returns:
        A new tensor of the shape and dtype of `x`.

    >>> tanh(torch.tensor([-1.0, 0.0, 1.0]))
    tensor([-0.7616,  0.0000,  0.7616])
    """
    raise NotImplementedError


def softplus(x: Tensor, beta: float = 1.0) -> Tensor:
    """Bend smoothly from 0 on the left to x on the right: log(1 + e^(beta x)) / beta.

    The slope at 0 is 1/2 for any `beta`; the larger `beta`, the sharper the bend.

    Args:
        x: floating-point tensor of any shape.
        beta: a Python number over 0.

    Returns:
        A new tensor of the shape and dtype of `x`.

    >>> softplus(torch.tensor([-2.0, 0.0, 2.0]))
    tensor([0.1269, 0.6931, 2.1269])
    >>> softplus(torch.tensor([-2.0, 0.0, 2.0]), beta=2.0)
    tensor([0.0091, 0.3466, 2.0091])
    """
    raise NotImplementedError


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    """Turn scores into positive weights that sum to 1 along `dim`: e^x_i / (sum of e^x_j).

    Adding one constant to all scores along `dim` changes nothing.

    Args:
        x: floating-point tensor of any shape. Other dimensions may be empty; `dim` itself is not.
        dim: the dimension to normalise along; negative ones count from the end. For a 0-d `x` it is 0 or -1, and the
            answer is 1.

    Returns:
        A new tensor of the shape and dtype of `x`.

    >>> softmax(torch.tensor([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]]))
    tensor([[0.0900, 0.2447, 0.6652],
            [0.3333, 0.3333, 0.3333]])
    >>> softmax(torch.tensor([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]]), dim=0)
    tensor([[0.7311, 0.8808, 0.9526],
            [0.2689, 0.1192, 0.0474]])
    """
    raise NotImplementedError
