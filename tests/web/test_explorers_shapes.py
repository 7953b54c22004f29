"""What the explorers say of an activation's shape: against known facts, and against PyTorch on a fine grid."""

import math
from typing import Any

import pytest
import torch

from tests.web.explorer_browser import page_with_modules
from tests.web.test_explorers_activations import TORCH

INF = math.inf
MINUS = "\u2212"

#: Range (reached ends in square brackets), course, odd, where the slope is 0 (stretches, points), and towards which
#: ends it only tends to 0. By the definitions and the literature, for the default parameters.
KNOWN = {
    "relu": ("[0, inf)", "never falls", False, [(-INF, 0)], [], ""),
    "leaky_relu": ("(-inf, inf)", "always rises", False, [], [], ""),
    "prelu": ("(-inf, inf)", "always rises", False, [], [], ""),
    "rrelu": ("(-inf, inf)", "always rises", False, [], [], ""),
    "relu6": ("[0, 6]", "never falls", False, [(-INF, 0), (6, INF)], [], ""),
    "elu": ("(-1, inf)", "always rises", False, [], [], "left"),
    "selu": ("(-1.7581, inf)", "always rises", False, [], [], "left"),
    "celu": ("(-1, inf)", "always rises", False, [], [], "left"),
    "threshold": ("[0, inf)", "never falls", False, [(-INF, 1)], [], ""),
    "maxout": ("[0, inf)", "both", False, [], [], ""),
    "sigmoid": ("(0, 1)", "always rises", False, [], [], "left right"),
    "tanh": ("(-1, 1)", "always rises", True, [], [], "left right"),
    "softsign": ("(-1, 1)", "always rises", True, [], [], "left right"),
    "arctan": ("(-1.5708, 1.5708)", "always rises", True, [], [], "left right"),
    "logsigmoid": ("(-inf, 0)", "always rises", False, [], [], "right"),
    "hardsigmoid": ("[0, 1]", "never falls", False, [(-INF, -3), (3, INF)], [], ""),
    "hardtanh": ("[-1, 1]", "never falls", True, [(-INF, -1), (1, INF)], [], ""),
    "step": ("[0, 1]", "never falls", False, [(-INF, 0), (0, INF)], [], ""),
    "softmax": ("(0, 1)", "always rises", False, [], [], "left right"),
    "softplus": ("(0, inf)", "always rises", False, [], [], "left"),
    "silu": ("[-0.27846, inf)", "both", False, [], [-1.27846], "left"),
    "swish": ("[-0.27846, inf)", "both", False, [], [-1.27846], "left"),
    "gelu": ("[-0.16997, inf)", "both", False, [], [-0.75179], "left"),
    "gelu_tanh": ("[-0.17004, inf)", "both", False, [], [-0.75246], "left"),
    "gelu_sigmoid": ("[-0.16361, inf)", "both", False, [], [-0.75115], "left"),
    "mish": ("[-0.30884, inf)", "both", False, [], [-1.19243], "left"),
    "hardswish": ("[-0.375, inf)", "both", False, [(-INF, -3)], [-1.5], ""),
    "tanhshrink": ("(-inf, inf)", "always rises", True, [], [0.0], ""),
    "softshrink": ("(-inf, inf)", "never falls", True, [(-0.5, 0.5)], [], ""),
    "hardshrink": ("(-inf, inf)", "never falls", True, [(-0.5, 0.5)], [], ""),
    "identity": ("(-inf, inf)", "always rises", True, [], [], ""),
    "sine": ("[-1, 1]", "both", True, [], [(number - 2.5) * math.pi for number in range(6)], ""),
    "snake": ("(-inf, inf)", "always rises", False, [], [(number - 2.25) * math.pi for number in range(6)], ""),
    "gaussian": ("(0, 1]", "both", False, [], [0.0], "left right"),
    "glu": ("(0, 1)", "always rises", False, [], [], "left right"),
    "reglu": ("[0, inf)", "never falls", False, [(-INF, 0)], [], ""),
    "geglu": ("[-0.16997, inf)", "both", False, [], [-0.75179], "left"),
    "swiglu": ("[-0.27846, inf)", "both", False, [], [-1.27846], "left"),
}

#: What the parameters change, in the page's words; minus signs as hyphens.
CHANGED = [
    ("leaky_relu", [0], {"Range": "[0, ∞)", "Monotone": "yes, it never falls", "Slope is 0": "for x < 0"}),
    ("leaky_relu", [-0.3], {"Range": "[0, ∞)", "Monotone": "no", "Slope is 0": "nowhere"}),
    ("elu", [2.5], {"Range": "(-2.5, ∞)", "Slope is 0": "nowhere, but nearly so towards -∞", "Steepest": "slope 2.5"}),
    ("celu", [0.1], {"Range": "(-0.1, ∞)", "Monotone": "yes, it always rises"}),
    ("threshold", [1, 2], {"Range": "(1, ∞)", "Monotone": "no", "Slope is 0": "for x < 1"}),
    ("swish", [0], {"Range": "(-∞, ∞)", "Monotone": "yes, it always rises", "Zero-centred": "yes: f(-x) = -f(x)"}),
    ("softshrink", [0], {"Slope is 0": "nowhere", "Monotone": "yes, it always rises"}),
    ("glu", [0], {"Range": "only 0", "Monotone": "constant", "Slope is 0": "everywhere", "Steepest": "slope 0"}),
    ("glu", [-2], {"Range": "(-2, 0)", "Monotone": "yes, it always falls"}),
    ("reglu", [-1], {"Range": "(-∞, 0]", "Monotone": "yes, it never rises"}),
    ("hardtanh", [-2, 0.5], {"Range": "[-2, 0.5]", "Slope is 0": "for x < -2 and for x > 0.5"}),
    ("sine", [2], {"Slope is 0": "at 12 points between -10 and 10", "Steepest": "slope 2"}),
    ("selu", [], {"Zero-centred": "on average: mean 0 for standard normal inputs"}),
    ("relu", [], {"Zero-centred": "no: mean 0.399 for standard normal inputs"}),
    ("gelu", [], {"Slope is 0": "at x = -0.7518 and nearly so towards -∞"}),
    ("sigmoid", [], {"Slope is 0": "nowhere, but nearly so towards ±∞", "Steepest": "slope 0.25"}),
]

SHAPES = """async (asked) => {
  const { chosen } = await import("/activations.js");
  const { shapeOf } = await import("/shape.js");
  const { inWords } = await import("/properties.js");
  return asked.map(([name, settings]) => {
    const shape = shapeOf(chosen(name, settings));
    return { shape, words: Object.fromEntries(inWords(shape)), settings: chosen(name, settings).settings };
  });
}"""


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    return page_with_modules(browser)


@pytest.fixture(scope="module")
def shapes(page: Any) -> Any:
    return dict(zip(KNOWN, page.evaluate(SHAPES, [[name, []] for name in KNOWN]), strict=True))


def course(shape: Any) -> str:
    words = {("rises", True): "always rises", ("rises", False): "never falls"}
    return words.get((shape["course"], shape["isStrict"]), str(shape["course"]))


def interval(shape: Any) -> str:
    low, high = shape["low"], shape["high"]
    ends = [f"{float(f'{end:.5g}'):g}" if math.isfinite(end) else str(end) for end in (low["value"], high["value"])]
    return f"{'[' if low['isReached'] else '('}{', '.join(ends)}{']' if high['isReached'] else ')'}"


def test_shapes_are_the_known_ones(shapes: Any) -> None:
    """Of every activation, with its default parameters."""
    assert set(KNOWN) == set(TORCH)
    for name, (span, rises, is_odd, stretches, points, fades) in KNOWN.items():
        shape = shapes[name]["shape"]
        assert (name, course(shape), shape["isOdd"]) == (name, rises, is_odd)
        low, _comma, high = interval(shape).partition(", ")
        known_low, _comma, known_high = span.partition(", ")
        assert (name, low[0], high[-1]) == (name, known_low[0], known_high[-1])
        assert float(low[1:]) == pytest.approx(float(known_low[1:]), abs=2e-5), name
        assert float(high[:-1]) == pytest.approx(float(known_high[:-1]), abs=2e-5), name
        assert [tuple(stretch) for stretch in shape["stretches"]] == stretches, name
        assert shape["points"] == pytest.approx(points, abs=2e-5), name
        assert (shape["fadesLeft"], shape["fadesRight"]) == ("left" in fades, "right" in fades), name


def test_shapes_agree_with_pytorch_on_a_grid(shapes: Any) -> None:
    """Extremes, largest slope, and the mean over a standard normal distribution, by quadrature."""
    for name, found in shapes.items():
        shape = found["shape"]
        x = (torch.arange(-40_000, 40_000, dtype=torch.float64) + 0.5) / 4000
        x.requires_grad_()
        y = TORCH[name](x, *found["settings"])
        (slope,) = torch.autograd.grad(y.sum(), x)
        values, density = y.detach(), torch.exp(-(x.detach() ** 2) / 2) / math.sqrt(2 * math.pi)
        assert shape["low"]["value"] <= float(values.min()) + 1e-6, name
        assert shape["high"]["value"] >= float(values.max()) - 1e-6, name
        assert abs(shape["steepest"]) == pytest.approx(float(slope.abs().max()), rel=1e-3), name
        assert shape["mean"] == pytest.approx(float((values * density).sum() / 4000), abs=2e-4), name


def test_properties_follow_the_parameters(page: Any) -> None:
    """In the words that a page shows."""
    found = page.evaluate(SHAPES, [[name, settings] for name, settings, _words in CHANGED])
    for (name, settings, words), one in zip(CHANGED, found, strict=True):
        assert {what: one["words"][what].replace(MINUS, "-") for what in words} == words, (name, settings)


def test_numbers_are_written_for_people(page: Any) -> None:
    """Significant digits, a minus sign, powers of ten where a number is very small or large."""
    script = """async () => {
      const { graded, listed, percent, shown } = await import("/numbers.js");
      const numbers = [0, -0, 0.5, -1234.5678, 0.00012345, -2e9, 1 / 3, Infinity, -Infinity, NaN, 1e-300];
      const borders = [[2, "low"], [Infinity, "high"]];
      return [
        numbers.map((one) => shown(one)),
        [0, 0.0001, 0.034, 0.5, 0.998, 1].map(percent),
        [[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed),
        [1, 3, NaN].map((one) => graded(one, borders)),
      ];
    }"""
    numbers, shares, lists, grades = page.evaluate(script)
    assert numbers[:7] == ["0", "0", "0.5", f"{MINUS}1235", "1.23·10⁻⁴", f"{MINUS}2·10⁹", "0.3333"]
    assert numbers[7:] == ["∞", f"{MINUS}∞", "undefined", "1·10⁻³⁰⁰"]
    assert shares == [f"{share}\u00a0%" for share in ("0", "below 0.1", "3.4", "50", "99.8", "100")]
    assert lists == ["", "a", "a and b", "a, b and c"]
    assert grades == ["low", "high", "cannot be told"]


def test_ticks_are_round_and_within(page: Any) -> None:
    """Steps of 1, 2 or 5; whole powers of ten, with two of them at least."""
    script = """async () => {
      const { axisAround, evenAxis, powerAxis } = await import("/axis.js");
      const axes = [evenAxis(-5, 5), evenAxis(1, 20, 8), axisAround([2, 2]), powerAxis(3e-11, 4), powerAxis(1, 1)];
      return axes.map((one) => ({
        high: one.high,
        texts: one.ticks.map(({ text }) => text),
        places: one.ticks.map(({ value }) => one.place(value)),
        back: one.value(one.place(one.high)),
      }));
    }"""
    axes = page.evaluate(script)
    for axis in axes:
        assert len(axis["texts"]) >= 2
        assert all(-1e-9 <= place <= 1 + 1e-9 for place in axis["places"])
        assert axis["back"] == pytest.approx(axis["high"])
    assert axes[1]["texts"] == ["5", "10", "15", "20"]
    assert axes[4]["texts"] == ["10⁻¹", "1", "10¹"]
