"""The explorers' networks, run in a browser, against PyTorch in float64 and the same generator in Python."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import pytest
import torch

from tests.web.explorer_browser import page_with_modules
from tests.web.test_explorers_activations import TOLERANCES, TORCH

ROWS = 32
WORD = 2**32 - 1
UNFIT = {"glu", "reglu", "geglu", "swiglu", "softmax"}

#: Networks whole: what they drew, and all that the page says of them.
NETWORKS = """async (asked) => {
  const { chosen } = await import("/activations.js");
  const { drawNetwork, passBack, passForward } = await import("/network.js");
  const { flatness, histogram, moments } = await import("/layer_statistics.js");
  return asked.map(({ name, settings, ...network }) => {
    const drawn = drawNetwork(network);
    const one = chosen(name, settings);
    const passed = passForward(drawn, one);
    return {
      inputs: [...drawn.inputs],
      head: [...drawn.head],
      weights: drawn.weights.map((weight) => [...weight]),
      norms: passBack(drawn, one, passed),
      layers: passed.after.map((values, layer) => ({
        values: [...values],
        ...moments(values),
        ...flatness(passed.before[layer], network.width, one.slope),
        counts: histogram(values, -3, 3, 48),
      })),
    };
  });
}"""


def asked(name: str, depth: int = 5, width: int = 8, **changed: Any) -> dict[str, Any]:
    usual = {"start": "he", "gain": 1.0, "bias": 0.0, "seed": 3, "settings": []}
    return {"name": name, "depth": depth, "width": width, **usual, **changed}


CASES = [
    *(asked(name) for name in sorted(set(TORCH) - UNFIT)),
    *(asked("tanh", start=start) for start in ("xavier", "lecun", "orthogonal", "small", "large")),
    asked("relu", 20, 32, seed=0),
    asked("sigmoid", 20, 32, seed=7),
    asked("gelu", 12, 16, gain=2.5, start="large"),
    asked("leaky_relu", settings=[0.3], bias=-0.7),
    asked("elu", settings=[2.0], bias=0.4, gain=0.6),
    asked("relu", 8, 8, bias=-2.0),
]


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    return page_with_modules(browser)


@pytest.fixture(scope="module")
def drawn(page: Any) -> list[tuple[dict[str, Any], Any]]:
    return list(zip(CASES, page.evaluate(NETWORKS, CASES), strict=True))


def array(numbers: list[float], *shape: int) -> torch.Tensor:
    return torch.tensor(numbers, dtype=torch.float64).reshape(shape)


def settings_of(case: dict[str, Any]) -> list[float]:
    defaults = {
        "leaky_relu": [0.01], "prelu": [0.25], "rrelu": [0.125, 0.333], "elu": [1.0], "celu": [1.0], "swish": [1.0],
        "threshold": [1.0, 0.0], "maxout": [-0.5, 1.0, 0.0], "hardtanh": [-1.0, 1.0], "softplus": [1.0],
        "softshrink": [0.5], "hardshrink": [0.5], "sine": [1.0], "snake": [1.0],
    }  # fmt: skip
    return case["settings"] or defaults.get(case["name"], [])


@dataclass(frozen=True)
class Layer:
    """One layer as PyTorch sees it: its sums and activations, and the gradients at its weights and its sums."""

    sums: torch.Tensor
    signal: torch.Tensor
    gradients: dict[str, torch.Tensor]


def layers_of(case: dict[str, Any], found: Any) -> list[Layer]:
    width = case["width"]
    signal, weights, sums, signals = array(found["inputs"], ROWS, width), [], [], []
    for numbers in found["weights"]:
        weights.append(array(numbers, width, width).requires_grad_())
        sums.append(signal @ weights[-1] + case["bias"])
        signal = TORCH[case["name"]](sums[-1], *settings_of(case))
        signals.append(signal.detach())
    loss = (signal @ array(found["head"], width, 1)).mean()
    gradients = torch.autograd.grad(loss, [*weights, *sums])
    pairs = zip(gradients[: len(sums)], gradients[len(sums) :], strict=True)
    each = zip(sums, signals, pairs, strict=True)
    return [Layer(one.detach(), other, {"weights": w, "sums": s}) for one, other, (w, s) in each]


def test_gradient_norms_are_pytorchs(drawn: Any) -> None:
    """At weights and at sums, of every activation and start, with the page's own numbers handed to PyTorch."""
    for case, found in drawn:
        near = {"rel_tol": 1e-9 + case["depth"] * TOLERANCES.get(case["name"], 0.0), "abs_tol": 1e-15}
        for number, layer in enumerate(layers_of(case, found)):
            for kind, gradient in layer.gradients.items():
                assert math.isclose(found["norms"][kind][number], float(gradient.norm()), **near), (case, kind, number)


def test_layers_are_described_as_pytorch_sees_them(drawn: Any) -> None:
    """Mean, standard deviation, histogram, and by autograd's slopes who is saturated and who is dead."""
    some_dead = False
    for case, found in drawn:
        near = {"rel_tol": 1e-9, "abs_tol": 1e-9 + TOLERANCES.get(case["name"], 0.0)}
        for said, layer in zip(found["layers"], layers_of(case, found), strict=True):
            signal, leaf = layer.signal, layer.sums.requires_grad_()
            (slope,) = torch.autograd.grad(TORCH[case["name"]](leaf, *settings_of(case)).sum(), leaf)
            dead = float((slope.abs() < 1e-12).all(0).double().mean())
            some_dead |= 0 < dead < 1
            assert math.isclose(said["mean"], float(signal.mean()), **near), case
            assert math.isclose(said["deviation"], float(signal.std(correction=0)), **near), case
            assert math.isclose(said["saturated"], float((slope.abs() < 0.01).double().mean())), case
            assert math.isclose(said["dead"], dead), case
            np.testing.assert_allclose(said["values"], signal.flatten().numpy(), rtol=1e-9, atol=near["abs_tol"])
            assert said["counts"] == np.histogram(said["values"], 48, (-3, 3))[0].tolist(), case
    assert some_dead


def mixed(word: int) -> int:
    word = (word ^ word >> 16) * 0x85EBCA6B & WORD
    word = (word ^ word >> 13) * 0xC2B2AE35 & WORD
    return word ^ word >> 16


def words(seed: int, stream: int) -> Iterator[int]:
    """Blackman and Vigna's xoshiro128++, from the seed of a stream."""

    def rotated(word: int, by: int) -> int:
        return (word << by | word >> 32 - by) & WORD

    start = mixed(seed) ^ (stream + 1) * 0x9E3779B9 & WORD
    s = [mixed(start + place * 0x6D2B79F5 & WORD) for place in range(1, 5)]
    while True:
        yield rotated(s[0] + s[3] & WORD, 7) + s[0] & WORD
        kept = s[1] << 9 & WORD
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= kept
        s[3] = rotated(s[3], 11)


def normals(seed: int, stream: int, count: int) -> list[float]:
    uniform = ((word + 0.5) / 2**32 for word in words(seed, stream))
    found: list[float] = []
    while len(found) < count:
        radius, angle = math.sqrt(-2 * math.log(next(uniform))), 2 * math.pi * next(uniform)
        found += [radius * math.cos(angle), radius * math.sin(angle)]
    return found[:count]


@pytest.mark.parametrize(("seed", "stream"), [(0, 0), (1, 0), (99, 61), (2**31, 5)])
def test_the_generator_is_the_same_in_python(page: Any, seed: int, stream: int) -> None:
    """Words to the bit; normal numbers to the last digits, which a browser's logarithm may round its own way."""
    script = """async ([seed, stream]) => {
      const { Generator } = await import("/generator.js");
      const one = new Generator(seed, stream);
      return [Array.from({ length: 1000 }, () => one.word()), [...new Generator(seed, stream).normals(1001)]];
    }"""
    found, drawn = page.evaluate(script, [seed, stream])
    assert found == list(islice(words(seed, stream), 1000))
    np.testing.assert_allclose(drawn, normals(seed, stream, 1001), rtol=1e-12, atol=1e-14)


def test_normal_numbers_are_normal(page: Any) -> None:
    """Mean, variance, fourth moment, and no tie between seeds or streams."""
    script = """async () => {
      const { Generator } = await import("/generator.js");
      return [[0, 0], [0, 1], [1, 0], [1, 1]].map(([seed, stream]) => [...new Generator(seed, stream).normals(20000)]);
    }"""
    drawn = np.array(page.evaluate(script))
    assert np.abs(drawn.mean(1)).max() < 0.03
    assert np.abs(drawn.var(1) - 1).max() < 0.04
    assert np.abs((drawn**4).mean(1) - 3).max() < 0.3
    assert np.abs(np.corrcoef(drawn) - np.eye(4)).max() < 0.03


def test_starts_are_what_they_are_called(drawn: Any) -> None:
    """Inputs, head and layers come from streams of the seed, scaled by the start and the gain."""
    spreads = {
        "he": math.sqrt(2 / 8),
        "xavier": math.sqrt(2 / 16),
        "lecun": math.sqrt(1 / 8),
        "small": 0.01,
        "large": 1,
    }
    for case, found in drawn:
        if case["width"] != 8:
            continue
        np.testing.assert_allclose(found["inputs"], normals(case["seed"], 0, ROWS * 8), rtol=1e-12)
        np.testing.assert_allclose(found["head"], np.array(normals(case["seed"], 1, 8)) / math.sqrt(8), rtol=1e-12)
        for layer, numbers in enumerate(found["weights"]):
            weight = np.array(numbers).reshape(8, 8)
            if case["start"] == "orthogonal":
                np.testing.assert_allclose(weight.T @ weight, np.eye(8), atol=1e-13)
                continue
            expected = np.array(normals(case["seed"], layer + 2, 64)) * spreads[case["start"]] * case["gain"]
            np.testing.assert_allclose(numbers, expected, rtol=1e-12)


def test_there_are_not_more_orthogonal_columns_than_dimensions(page: Any) -> None:
    """Asked for them, the start says so."""
    script = """async () => {
      const [{ Generator }, { drawWeights }] = [await import("/generator.js"), await import("/start.js")];
      try { drawWeights("orthogonal", 2, 3, 1, new Generator(0)); } catch (error) { return String(error); }
    }"""
    assert page.evaluate(script) == "RangeError: no 3 orthogonal columns in 2 dimensions"


def test_norms_of_several_networks_are_averaged_as_factors(page: Any) -> None:
    """The geometric mean over the seeds; a network that lets nothing through is counted apart."""
    script = """async () => {
      const { gradientFlow } = await import("/experiments.js");
      const network = { depth: 20, width: 4, start: "he", gain: 1, bias: 0, seed: 0 };
      const run = (seed, starts) => gradientFlow({
        network: { ...network, seed },
        activations: ["tanh", "step", "relu"].map((name) => ({ name, settings: [] })),
        starts,
      });
      return [run(0, 3), run(0, 1), run(1, 1), run(2, 1)];
    }"""
    together, *apart = page.evaluate(script)
    for kind in ("weights", "sums"):
        single = np.array([one[0][kind] for one in apart])
        np.testing.assert_allclose(together[0][kind], np.exp(np.log(single).mean(0)), rtol=1e-12)
        assert not any(together[1][kind])
    alive = np.array([one[2]["weights"] for one in apart if not one[2]["silent"]])
    np.testing.assert_allclose(together[2]["weights"], np.exp(np.log(alive).mean(0)), rtol=1e-12)
    assert [one["silent"] for one in together] == [0, 3, 3 - len(alive)]
    assert 0 < len(alive) < 3
