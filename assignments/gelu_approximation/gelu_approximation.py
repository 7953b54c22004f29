"""How good is an approximation? GELU by a sigmoid, its largest error, its lowest point, its time.

Check your work with `rectify check gelu_approximation.py`.

`gelu_sigmoid` is a function of tensors like those of the earlier assignments: any shape, a single number and an empty
tensor included; what comes back has the input's shape and dtype; the input is left as it was; gradients flow.

The other three are given functions, `f` and `g`. In `max_abs_error` and `minimum` these work entry by entry on float64
tensors of any shape, so a whole grid is one call. They are continuous, but may have kinks. Work in float64:
`torch.linspace(..., dtype=torch.float64)`, or torch computes in float32, too coarse for the precision asked.

Any method is allowed, and any function of torch, NumPy, SciPy and Python's library.
"""

import statistics
import time
from collections.abc import Callable

import torch

Function = Callable[[torch.Tensor], torch.Tensor]


def gelu_sigmoid(x: torch.Tensor) -> torch.Tensor:
    """Approximate GELU by a sigmoid: gelu_sigmoid(x) = x * sigmoid(1.702 * x).

    x: any shape, any floating-point dtype. Returns the same shape and dtype. Values and gradients are finite at 10000
    and at -10000. `torch.sigmoid` may be used.

    >>> gelu_sigmoid(torch.tensor([-1.0, 0.0, 2.0]))
    tensor([-0.1542,  0.0000,  1.9357])
    """
    raise NotImplementedError


def max_abs_error(f: Function, g: Function, low: float, high: float) -> float:
    """Find the largest |f(x) - g(x)| for low <= x <= high.

    Returns one number, right to a millionth of itself (relative error 1e-6). The largest error may be at `low` or at
    `high`, at a kink, or between the points of a grid, and there may be several hills. You may rely on this: at half
    its height no hill is narrower than a hundredth of the interval, and each of them is either as high as the highest
    or lower by a tenth or more.

    >>> round(max_abs_error(torch.exp, lambda x: 1 + x, -1.0, 1.0), 6)
    0.718282
    """
    raise NotImplementedError


def minimum(f: Function, low: float, high: float) -> tuple[float, float]:
    """Find where f is lowest for low <= x <= high, and its value there: (x, value).

    Returns two numbers, each right to within 1e-5. The lowest point may be at `low` or at `high`, at a kink, or between
    the points of a grid, and there may be several dips. You may rely on this: at half its depth no dip is narrower than
    a hundredth of the interval, and one of them is the lowest, by a tenth of its depth or more.

    >>> x, value = minimum(lambda x: (x - 0.3) ** 2 - 2, -1.0, 1.0)
    >>> round(x, 4), round(value, 4)
    (0.3, -2.0)
    """
    raise NotImplementedError


def speedup(
    f: Callable[[torch.Tensor], object], g: Callable[[torch.Tensor], object], x: torch.Tensor, repeats: int
) -> float:
    """Find how many times as fast as f(x) is g(x): the median time of f, divided by the median time of g.

    Call each function on x at least once before you time it: the first call may be very slow. Then time `repeats`
    single calls of each, at least, and take the median of f's times and the median of g's. `repeats` is odd.
    Returns one number: 4.0 where f takes four times as long as g, 0.25 where g takes four times as long as f.
    `time.perf_counter` is the clock for this; another that sees a ten-thousandth of a second, or `timeit`, will do.

    >>> speedup(lambda x: time.sleep(0.008), lambda x: time.sleep(0.002), torch.zeros(3), 5) > 1.5
    True
    """
    raise NotImplementedError
