"""Gated units: GLU, GEGLU, SwiGLU, a feed-forward block with any of them, and the width that keeps its size.

Check your work with `rectify check gated.py`.

A gated unit computes twice as many numbers as it returns. The first half are the **values**, the second half the
**gates**; each value is multiplied by an activation of its gate. The units and the block are modules, `nn.Module`:

- they are made from whole numbers, given by place: `GLU(3, 4)`, `FeedForward(3, 8, "swiglu")`;
- they take `x` of shape (..., dim): one dimension or more, an empty batch included, of the module's dtype, which may
  be float32, float64 or bfloat16; what comes back has that dtype, and `x` stays as it was;
- their layers have the names that the docstrings give, and **no biases** anywhere;
- values and gradients are finite where gates are as large as 10000 or -10000.

Write the gating itself. Not allowed, under any name: torch's own `glu`, as a function or as a module. Allowed: all the
rest of torch, `nn.Linear`, `torch.sigmoid`, `F.gelu` and `F.silu` among it.
"""

import torch
import torch.nn.functional as F
from torch import nn


class GLU(nn.Module):
    """Multiply each value by the sigmoid of its gate: value * sigmoid(gate).

    GLU(dim, hidden) holds one layer, `proj`: `nn.Linear(dim, 2 * hidden, bias=False)`. Of the 2 * hidden numbers that
    it gives for a row of x, the first `hidden` are the values and the last `hidden` the gates, in the same order.

    >>> unit = GLU(2, 1)
    >>> unit.proj.weight.data = torch.tensor([[1.0, 0.0], [0.0, 1.0]])  # value: first entry of x; gate: second
    >>> unit(torch.tensor([[3.0, 0.0], [3.0, 1.0], [3.0, -1.0]])).detach().round(decimals=4)
    tensor([[1.5000],
            [2.1932],
            [0.8068]])
    """

    def __init__(self, dim: int, hidden: int) -> None:
        """Make the layer: dim numbers in, hidden values and hidden gates out."""
        super().__init__()
        raise NotImplementedError

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the gated values, of shape (..., hidden), for x of shape (..., dim)."""
        raise NotImplementedError


class GEGLU(nn.Module):
    """Multiply each value by the GELU of its gate: value * gelu(gate), with the exact GELU, by erf.

    GEGLU(dim, hidden) holds the same layer as GLU: `proj`, `nn.Linear(dim, 2 * hidden, bias=False)`, values first.

    >>> unit = GEGLU(2, 1)
    >>> unit.proj.weight.data = torch.tensor([[1.0, 0.0], [0.0, 1.0]])  # value: first entry of x; gate: second
    >>> unit(torch.tensor([[3.0, 0.0], [3.0, 1.0], [3.0, -1.0]])).detach().round(decimals=4)
    tensor([[ 0.0000],
            [ 2.5240],
            [-0.4760]])
    """

    def __init__(self, dim: int, hidden: int) -> None:
        """Make the layer: dim numbers in, hidden values and hidden gates out."""
        super().__init__()
        raise NotImplementedError

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the gated values, of shape (..., hidden), for x of shape (..., dim)."""
        raise NotImplementedError


class SwiGLU(nn.Module):
    """Multiply each value by the SiLU (Swish) of its gate: value * gate * sigmoid(gate).

    SwiGLU(dim, hidden) holds the same layer as GLU: `proj`, `nn.Linear(dim, 2 * hidden, bias=False)`, values first.

    >>> unit = SwiGLU(2, 1)
    >>> unit.proj.weight.data = torch.tensor([[1.0, 0.0], [0.0, 1.0]])  # value: first entry of x; gate: second
    >>> unit(torch.tensor([[3.0, 0.0], [3.0, 1.0], [3.0, -1.0]])).detach().round(decimals=4)
    tensor([[ 0.0000],
            [ 2.1932],
            [-0.8068]])
    """

    def __init__(self, dim: int, hidden: int) -> None:
        """Make the layer: dim numbers in, hidden values and hidden gates out."""
        super().__init__()
        raise NotImplementedError

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the gated values, of shape (..., hidden), for x of shape (..., dim)."""
        raise NotImplementedError


class FeedForward(nn.Module):
    """A transformer's feed-forward block: up to `hidden` numbers, through the activation, and down to `dim` again.

    FeedForward(dim, hidden, activation) holds two layers, `up` and `down`. activation is one of six names:

    - plain: "relu", "gelu" (the exact one) and "silu". `up` is `nn.Linear(dim, hidden, bias=False)`, and the activation
      is applied to what it gives.
    - gated: "glu", "geglu" and "swiglu". `up` is `nn.Linear(dim, 2 * hidden, bias=False)`, and what it gives is gated
      as by the unit of that name, values first. (Or `up` is one of your own three units: it holds the layer as `proj`.)

    `down` is `nn.Linear(hidden, dim, bias=False)` in both cases. Nothing follows it.

    >>> FeedForward(3, 8, "swiglu")(torch.zeros(5, 3)).shape
    torch.Size([5, 3])
    >>> [sum(weight.numel() for weight in FeedForward(3, 8, name).parameters()) for name in ("relu", "swiglu")]
    [48, 72]
    """

    def __init__(self, dim: int, hidden: int, activation: str) -> None:
        """Make the two layers, and remember the activation."""
        super().__init__()
        raise NotImplementedError

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the block's output, of shape (..., dim), for x of shape (..., dim)."""
        raise NotImplementedError


def matched_hidden(dim: int, hidden: int) -> int:
    """Give the `hidden` of a gated FeedForward that has as many weights as a plain one with this `dim` and `hidden`.

    The gated block has the same dim. Where no whole number gives exactly as many weights, it is the largest that gives
    fewer. There are no biases to count. dim: at least 1; hidden: at least 2. Returns an int.

    >>> matched_hidden(2, 6)
    4
    >>> matched_hidden(512, 2048)
    1365
    """
    raise NotImplementedError
