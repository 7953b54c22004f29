"""The functions of proofs, by torch in float64. Importing this module imports torch."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from quizzes.errors import ExpressionError
from quizzes.expressions import FUNCTIONS

Function = Callable[..., Tensor]

GRID = 20_001
#: Beside a point: far enough for float64 to see a leap, near enough to see nothing else.
BESIDE = 1e-6


def tensor(value: Any) -> Tensor:
    """The value as a float64 tensor; a list of numbers and 0-d tensors becomes one of one dimension."""
    if isinstance(value, Tensor):
        return value
    if isinstance(value, list):
        return torch.stack([tensor(entry) for entry in value])
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ExpressionError(f"`{value}` is no number", "functions take numbers, and lists of numbers")
    return torch.tensor(float(value), dtype=torch.float64)


def plain(value: Any) -> float:
    """The number itself. ``float()`` would warn of a tensor that knows its derivative, as those of ``grad`` do."""
    return float(tensor(value).item())


def on_tensors(function: Callable[..., Tensor]) -> Function:
    """The function, for numbers and lists too."""
    return lambda *arguments: function(*map(tensor, arguments))


def function_of(f: Any) -> Function:
    """A function itself, or the activation of that name."""
    if isinstance(f, str) and f in ACTIVATIONS:
        return ACTIVATIONS[f]
    if not callable(f):
        raise ExpressionError(f"`{f}` is no function", "a name such as sigmoid, or `lambda x: …`")
    return cast("Function", f)


def grad(f: Any, x: Any, *parameters: Any) -> Tensor:
    """The derivative at ``x``, by autograd; one number, or one for each entry. Refused at a kink."""
    at = tensor(x)
    slope = _slope(function_of(f), at, parameters)
    if at.numel() == 1:
        sides = [_slope(function_of(f), at.detach() + side * 1e-7, parameters).item() for side in (-1, 1)]
        if abs(sides[0] - sides[1]) > 1e-3 * max(1.0, *map(abs, sides)):
            raise ExpressionError(f"there is no slope at {at.item():g}: it is {sides[0]:g} before, {sides[1]:g} after")
    return slope


def _slope(f: Function, at: Tensor, parameters: tuple[Any, ...]) -> Tensor:
    # A node of its own for every derivative, so that one inside another does not see the other's.
    own = at.clone() if at.requires_grad else at.detach().clone().requires_grad_()
    value = tensor(f(own, *parameters))
    if not value.requires_grad:
        return torch.zeros_like(own)
    (slope,) = torch.autograd.grad(value.sum(), own, create_graph=True, allow_unused=True)
    return torch.zeros_like(own) if slope is None else slope


def extreme(f: Any, low: float, high: float, sign: int) -> tuple[float, float]:
    """Where ``sign * f`` is largest between two numbers, and the value of ``f`` there: a grid, made finer around it."""
    left, right = float(low), float(high)
    if not left < right:
        raise ExpressionError(f"{left:g} is not below {right:g}", "the lower end, then the higher")
    function = function_of(f)
    while True:
        points = torch.linspace(left, right, GRID, dtype=torch.float64)
        values = tensor(function(points)).detach().expand_as(points)
        best = int(torch.argmax(sign * values))
        step = (right - left) / (GRID - 1)
        if step < 1e-9 * max(1.0, abs(left)):
            return float(points[best]), float(values[best])
        left, right = max(left, float(points[best]) - step), min(right, float(points[best]) + step)


def root(f: Any, low: float, high: float) -> float:
    """Where ``f`` changes sign between two numbers, by halving."""
    function = function_of(f)
    left, right = float(low), float(high)
    rising = plain(function(tensor(left))) < 0
    if rising == (plain(function(tensor(right))) < 0):
        raise ExpressionError(f"the sign is the same at {left:g} and at {right:g}", "ends with different signs")
    for _step in range(200):
        middle = (left + right) / 2
        if (plain(function(tensor(middle))) < 0) == rising:
            left = middle
        else:
            right = middle
    return (left + right) / 2


def expect(f: Any) -> Tensor:
    """The mean of ``f(z)`` for standard normal ``z``, by the trapezoid rule with a node at 0."""
    z = torch.linspace(-14, 14, 560_001, dtype=torch.float64)
    density = torch.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    return torch.trapezoid(tensor(function_of(f)(z)).expand_as(z) * density, z)


def jump(f: Any, x: Any) -> Tensor:
    """The limit from the right less the limit from the left."""
    function, at = function_of(f), tensor(x)
    return tensor(function(at + BESIDE)) - tensor(function(at - BESIDE))


def parameters(kind: str, *sizes: int) -> int:
    """How many numbers a module of torch's learns."""
    modules: dict[str, Callable[..., nn.Module]] = {
        "linear": nn.Linear,
        "linear_without_bias": lambda inside, outside: nn.Linear(inside, outside, bias=False),
        "prelu": nn.PReLU,
        "conv2d": nn.Conv2d,
    }
    if kind not in modules:
        raise ExpressionError(f"there is no module `{kind}`", f"allowed: {', '.join(modules)}")
    with torch.device("meta"):
        return sum(parameter.numel() for parameter in modules[kind](*map(int, sizes)).parameters())


def target(index: Any) -> Tensor:
    """The number of a class, counted from 0."""
    return torch.tensor(int(index))


ACTIVATIONS: dict[str, Function] = {
    "relu": on_tensors(functional.relu),
    "leaky_relu": lambda x, slope=0.01: functional.leaky_relu(tensor(x), float(slope)),
    "elu": lambda x, alpha=1.0: functional.elu(tensor(x), float(alpha)),
    "selu": on_tensors(functional.selu),
    "sigmoid": on_tensors(torch.sigmoid),
    "tanh": on_tensors(torch.tanh),
    # Beyond 700 exp overflows, and softplus is its argument to the last bit.
    "softplus": lambda x, beta=1.0: functional.softplus(tensor(x), float(beta), threshold=700),
    "softsign": on_tensors(functional.softsign),
    "silu": on_tensors(functional.silu),
    "swish": lambda x, beta=1.0: tensor(x) * torch.sigmoid(tensor(beta) * tensor(x)),
    "gelu": on_tensors(functional.gelu),
    "gelu_tanh": lambda x: functional.gelu(tensor(x), approximate="tanh"),
    "gelu_sigmoid": lambda x: tensor(x) * torch.sigmoid(1.702 * tensor(x)),
    "mish": on_tensors(functional.mish),
    "relu6": on_tensors(functional.relu6),
    "hardtanh": on_tensors(functional.hardtanh),
    "hardsigmoid": on_tensors(functional.hardsigmoid),
    "hardswish": on_tensors(functional.hardswish),
}

TORCH_FUNCTIONS: dict[str, Callable[..., Any]] = {
    **ACTIVATIONS,
    **{name: on_tensors(getattr(torch, name)) for name in ("exp", "expm1", "log", "log1p", "log2", "log10", "sqrt")},
    **{name: on_tensors(getattr(torch, name)) for name in ("sin", "cos", "sinh", "cosh", "atan", "floor", "ceil")},
    **{name: on_tensors(getattr(torch, name)) for name in ("erf", "erfc", "abs", "sign", "sum")},
    "apply": lambda f, x, *parameters: function_of(f)(x, *parameters),
    "slope": grad,
    "grad": grad,
    "softmax": lambda numbers: torch.softmax(tensor(numbers), dim=0),
    "logsumexp": lambda numbers: torch.logsumexp(tensor(numbers), dim=0),
    "normal_cdf": on_tensors(torch.special.ndtr),
    "normal_pdf": lambda x: torch.exp(-(tensor(x) ** 2) / 2) / math.sqrt(2 * math.pi),
    "min": lambda *numbers: torch.amin(tensor(list(numbers) if len(numbers) > 1 else numbers[0]), dim=0),
    "max": lambda *numbers: torch.amax(tensor(list(numbers) if len(numbers) > 1 else numbers[0]), dim=0),
    "round": lambda x, digits=0: round(plain(x), int(digits)),
    "len": len,
    "at": lambda numbers, index: FUNCTIONS["at"](list(numbers), int(index)),
    "close": lambda left, right, tolerance=1e-6: FUNCTIONS["close"](plain(left), plain(right), plain(tolerance)),
    "maximum": lambda f, low, high: extreme(f, low, high, 1)[1],
    "minimum": lambda f, low, high: extreme(f, low, high, -1)[1],
    "argmax": lambda f, low, high: extreme(f, low, high, 1)[0],
    "argmin": lambda f, low, high: extreme(f, low, high, -1)[0],
    "root": root,
    "expect": expect,
    "jump": jump,
    "cross_entropy": lambda logits, index: functional.cross_entropy(tensor(logits), target(index)),
    "bce": lambda p, y: functional.binary_cross_entropy(tensor(p), tensor(y)),
    "bce_with_logits": lambda z, y: functional.binary_cross_entropy_with_logits(tensor(z), tensor(y)),
    "mse": lambda a, b: functional.mse_loss(tensor(a), tensor(b)),
    "parameters": parameters,
}
