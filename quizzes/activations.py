"""Activation functions and their derivatives in plain Python floats, for the expressions in banks.

Formulas: the functions of ``torch.nn.functional`` of the same names, in closed form. Every function takes and returns
floats; a slope where the definition changes branch is refused, since conventions differ there. Proofs use torch's own
functions instead of these, so that neither is checked against itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from quizzes.errors import ExpressionError

SELU_ALPHA = 1.6732632423543772
SELU_SCALE = 1.0507009873554805
GELU_CUBIC = 0.044715


def relu(x: float) -> float:
    """The positive part."""
    return max(x, 0.0)


def leaky_relu(x: float, slope: float = 0.01) -> float:
    """The positive part, and ``slope`` times the negative one."""
    return x if x > 0 else slope * x


def elu(x: float, alpha: float = 1.0) -> float:
    """``x`` above 0, ``alpha * (exp(x) - 1)`` below."""
    return x if x > 0 else alpha * math.expm1(x)


def selu(x: float) -> float:
    """ELU, scaled so that mean 0 and variance 1 are kept."""
    return SELU_SCALE * elu(x, SELU_ALPHA)


def sigmoid(x: float) -> float:
    """``1 / (1 + exp(-x))``, without overflow."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def softplus(x: float, beta: float = 1.0) -> float:
    """``log(1 + exp(beta * x)) / beta``, without overflow."""
    return (max(beta * x, 0.0) + math.log1p(math.exp(-abs(beta * x)))) / beta


def softsign(x: float) -> float:
    """``x / (1 + |x|)``."""
    return x / (1 + abs(x))


def silu(x: float) -> float:
    """``x * sigmoid(x)``."""
    return x * sigmoid(x)


def swish(x: float, beta: float = 1.0) -> float:
    """``x * sigmoid(beta * x)``."""
    return x * sigmoid(beta * x)


def gelu(x: float) -> float:
    """``x`` times the normal distribution function at ``x``: the exact GELU."""
    return x * normal_cdf(x)


def gelu_tanh(x: float) -> float:
    """GELU's approximation by tanh."""
    return 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + GELU_CUBIC * x**3)))


def gelu_sigmoid(x: float) -> float:
    """GELU's approximation by ``x * sigmoid(1.702 * x)``."""
    return x * sigmoid(1.702 * x)


def mish(x: float) -> float:
    """``x * tanh(softplus(x))``."""
    return x * math.tanh(softplus(x))


def relu6(x: float) -> float:
    """ReLU, cut at 6."""
    return min(relu(x), 6.0)


def hardtanh(x: float) -> float:
    """``x``, cut at -1 and at 1."""
    return min(max(x, -1.0), 1.0)


def hardsigmoid(x: float) -> float:
    """``relu6(x + 3) / 6``."""
    return relu6(x + 3) / 6


def hardswish(x: float) -> float:
    """``x * hardsigmoid(x)``."""
    return x * hardsigmoid(x)


def normal_cdf(x: float) -> float:
    """The standard normal distribution function, accurate in the lower tail as well."""
    return 0.5 * math.erfc(-x / math.sqrt(2))


def normal_pdf(x: float) -> float:
    """The standard normal density."""
    return math.exp(-x * x / 2) / math.sqrt(2 * math.pi)


def softmax(numbers: Sequence[float]) -> list[float]:
    """Each number's share of the sum of exponentials."""
    largest = max(numbers)
    powers = [math.exp(number - largest) for number in numbers]
    return [power / sum(powers) for power in powers]


def logsumexp(numbers: Sequence[float]) -> float:
    """The logarithm of the sum of exponentials."""
    largest = max(numbers)
    return largest + math.log(sum(math.exp(number - largest) for number in numbers))


def _swish_slope(x: float, beta: float = 1.0) -> float:
    gate = sigmoid(beta * x)
    return gate + beta * x * gate * (1 - gate)


def _mish_slope(x: float) -> float:
    bent = math.tanh(softplus(x))
    return bent + x * (1 - bent * bent) * sigmoid(x)


def _gelu_tanh_slope(x: float) -> float:
    root = math.sqrt(2 / math.pi)
    bent = math.tanh(root * (x + GELU_CUBIC * x**3))
    return 0.5 * (1 + bent) + 0.5 * x * (1 - bent * bent) * root * (1 + 3 * GELU_CUBIC * x * x)


#: Every activation by its name.
ACTIVATIONS: dict[str, Callable[..., float]] = {
    function.__name__: function
    for function in (
        relu, leaky_relu, elu, selu, sigmoid, softplus, softsign, silu, swish, gelu, gelu_tanh, gelu_sigmoid,
        mish, relu6, hardtanh, hardsigmoid, hardswish,
    )
} | {"tanh": math.tanh}  # fmt: skip

#: The derivative of each, with the same parameters.
SLOPES: dict[str, Callable[..., float]] = {
    "relu": lambda x: float(x > 0),
    "leaky_relu": lambda x, slope=0.01: 1.0 if x > 0 else float(slope),
    "elu": lambda x, alpha=1.0: 1.0 if x > 0 else alpha * math.exp(x),
    "selu": lambda x: SELU_SCALE * (1.0 if x > 0 else SELU_ALPHA * math.exp(x)),
    "sigmoid": lambda x: sigmoid(x) * sigmoid(-x),
    "tanh": lambda x: 1 / math.cosh(x) ** 2 if abs(x) < 300 else 0.0,
    "softplus": lambda x, beta=1.0: sigmoid(beta * x),
    "softsign": lambda x: 1 / (1 + abs(x)) ** 2,
    "silu": _swish_slope,
    "swish": _swish_slope,
    "gelu": lambda x: normal_cdf(x) + x * normal_pdf(x),
    "gelu_tanh": _gelu_tanh_slope,
    "gelu_sigmoid": lambda x: _swish_slope(x, 1.702),
    "mish": _mish_slope,
    "relu6": lambda x: float(0 < x < 6),
    "hardtanh": lambda x: float(-1 < x < 1),
    "hardsigmoid": lambda x: 1 / 6 if -3 < x < 3 else 0.0,
    "hardswish": lambda x: 0.0 if x < -3 else 1.0 if x > 3 else (2 * x + 3) / 6,
}

#: Where a definition changes branch, and the slope with it.
KINKS: dict[str, tuple[float, ...]] = {
    "relu": (0,),
    "leaky_relu": (0,),
    "elu": (0,),
    "selu": (0,),
    "relu6": (0, 6),
    "hardtanh": (-1, 1),
    "hardsigmoid": (-3, 3),
    "hardswish": (-3, 3),
}


def apply(name: str, x: float, *parameters: float) -> float:
    """The activation of that name at ``x``. Raises ExpressionError for a name that there is not."""
    return ACTIVATIONS[known(name)](x, *parameters)


def slope(name: str, x: float, *parameters: float) -> float:
    """The derivative of the activation of that name at ``x``. Raises ExpressionError at a kink."""
    if x in KINKS.get(known(name), ()):
        raise ExpressionError(f"{name} has no slope at {x:g}: its definition changes branch there", "move the point")
    return SLOPES[name](x, *parameters)


def known(name: object) -> str:
    """The name itself, where it is an activation's."""
    if not isinstance(name, str) or name not in ACTIVATIONS:
        raise ExpressionError(f"`{name}` is no activation", f"allowed: {', '.join(ACTIVATIONS)}")
    return name
