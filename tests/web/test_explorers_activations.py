"""The activations of the explorers, run in a browser, against PyTorch in float64."""

import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.nn import functional

from tests.web.explorer_browser import page_with_modules

Function = Callable[..., torch.Tensor]

TORCH: dict[str, Function] = {
    "relu": torch.relu,
    "leaky_relu": functional.leaky_relu,
    "prelu": lambda x, weight: functional.prelu(x, torch.tensor([weight], dtype=torch.float64)),
    "rrelu": lambda x, lower, upper: functional.rrelu(x, min(lower, upper), max(lower, upper)),
    "relu6": functional.relu6,
    "elu": functional.elu,
    "selu": torch.selu,
    "celu": functional.celu,
    "threshold": functional.threshold,
    "maxout": lambda x, a, b, c: torch.maximum(a * x, b * x + c),
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "softsign": functional.softsign,
    "arctan": torch.arctan,
    "logsigmoid": functional.logsigmoid,
    "hardsigmoid": functional.hardsigmoid,
    "hardtanh": functional.hardtanh,
    "step": lambda x: (x > 0).double() + 0 * x,
    "softmax": lambda x, classes: torch.stack([x, *[torch.zeros_like(x)] * int(classes - 1)]).softmax(0)[0],
    "softplus": functional.softplus,
    "silu": functional.silu,
    "swish": lambda x, beta: x * torch.sigmoid(beta * x),
    "gelu": functional.gelu,
    "gelu_tanh": lambda x: functional.gelu(x, approximate="tanh"),
    "gelu_sigmoid": lambda x: x * torch.sigmoid(1.702 * x),
    "mish": functional.mish,
    "hardswish": functional.hardswish,
    "tanhshrink": functional.tanhshrink,
    "softshrink": functional.softshrink,
    "hardshrink": functional.hardshrink,
    "identity": lambda x: x,
    "sine": lambda x, omega: torch.sin(omega * x),
    "snake": lambda x, a: x + torch.sin(a * x) ** 2 / a,
    "gaussian": lambda x: torch.exp(-x * x),
    "glu": lambda x, value: functional.glu(torch.stack([torch.full_like(x, value), x]), 0)[0],
    "reglu": lambda x, value: value * torch.relu(x),
    "geglu": lambda x, value: value * functional.gelu(x),
    "swiglu": lambda x, value: value * functional.silu(x),
}

#: PyTorch has 1 / alpha and 1 / 6 in float32, and takes softplus for the identity from 20 on.
TOLERANCES = {"celu": 1e-7, "hardsigmoid": 1e-7, "hardswish": 1e-7, "softplus": 1e-7}

#: Of its own values: each parameter at its default, at both ends of its slider, and in between.
CURVES = """async () => {
  const { ACTIVATIONS, chosen } = await import("/activations.js");
  const even = Array.from({ length: 481 }, (_, place) => (place - 240) / 20);
  const large = [20, 25, 40, 100, 700, 750, 1e3, 1e4, 1e6].flatMap((x) => [-x, x]);
  const tiny = [1e-3, 1e-7, 1e-12, 1e-300].flatMap((x) => [-x, x]);
  const picks = [(one) => one.value, (one) => one.low, (one) => one.high, (one) => (2 * one.low + 3 * one.high) / 5];
  const curves = ({ name, parameters }) => picks.slice(0, parameters.length ? 4 : 1).map((pick) => {
    const one = chosen(name, parameters.map(pick));
    const near = one.kinks.flatMap((x) => [x - 1e-9, x, x + 1e-9]);
    const xs = [...even, ...large, ...tiny, ...near];
    return { name, settings: one.settings, xs, values: xs.map(one.value), slopes: xs.map(one.slope) };
  });
  return [...ACTIVATIONS.values()].flatMap(curves);
}"""


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    return page_with_modules(browser)


@pytest.fixture(scope="module")
def curves(page: Any) -> Any:
    return page.evaluate(CURVES)


def test_values_and_slopes_are_pytorchs(curves: Any) -> None:
    """On a grid, at each bend and beside it, at tiny and at large arguments, for several values of each parameter."""
    assert {curve["name"] for curve in curves} == set(TORCH)
    for curve in curves:
        x = torch.tensor(curve["xs"], dtype=torch.float64, requires_grad=True)
        y = TORCH[curve["name"]](x, *curve["settings"])
        (slope,) = torch.autograd.grad(y.sum(), x)
        for ours, theirs in ((curve["values"], y.detach()), (curve["slopes"], slope)):
            torch.testing.assert_close(
                torch.tensor(ours, dtype=torch.float64),
                theirs,
                rtol=1e-9 + TOLERANCES.get(curve["name"], 0.0),
                atol=TOLERANCES.get(curve["name"], 1e-12),
                msg=f"{curve['name']} {curve['settings']}: {{}}".format,
            )


def test_the_error_function_is_accurate_in_its_tail(page: Any) -> None:
    """Relative to the value, as far as float64 reaches."""
    xs = [place / 16 for place in range(-100, 420)]
    ours = page.evaluate("async (xs) => { const m = await import('/normal.js'); return xs.map(m.erfc); }", xs)
    for x, value in zip(xs, ours, strict=True):
        assert math.isclose(value, math.erfc(x), rel_tol=1e-12, abs_tol=1e-300), x
