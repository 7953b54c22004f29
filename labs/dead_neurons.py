"""How ReLU neurons die: by a start far below zero, and by steps that are too large.

One hidden layer learns random targets by gradient descent. A neuron is dead when its activation has slope 0 for every
example: no example can move it any more. (Of ReLU, that is a neuron that gives 0 for every example.)
"""

from __future__ import annotations

import torch

from autograder.chart import Chart, Series
from labs.gallery import ACTIVATIONS, draw_inputs, draw_weights
from labs.lab import Chosen, Findings, Option, Progress

OPTIONS = (
    Option("width", 100, "neurons in the hidden layer", 2, 5000),
    Option("activation", ("relu", "leaky-relu", "elu"), "to compare; repeat it", choices=tuple(ACTIVATIONS)),
    Option("bias", 0.0, "where all biases start", -20, 20),
    Option("rate", 2.0, "the largest learning rate that is tried", 0.001, 1000),
    Option("steps", 50, "steps of gradient descent at each rate", 1, 5000),
    Option("seed", 0, "another seed, other data and weights", 0, 2**31),
)
_RATES = 7
_EXAMPLES = 256
_FEATURES = 10


def dead_share(activation: str, width: int, bias: float, rate: float, steps: int, seed: int) -> float:
    """The share of hidden neurons that are dead after ``steps`` steps at learning rate ``rate``."""
    x = draw_inputs(_EXAMPLES, _FEATURES, seed)
    y = draw_inputs(_EXAMPLES, 1, seed + 1)
    first, second = (weight.requires_grad_() for weight in draw_weights([_FEATURES, width, 1], "he", seed))
    biases = torch.full((width,), bias, dtype=torch.float64, requires_grad=True)
    function = ACTIVATIONS[activation]
    learned = [first, second, biases]
    for _ in range(steps):
        loss = ((function(x @ first + biases) @ second - y) ** 2).mean()
        for tensor, gradient in zip(learned, torch.autograd.grad(loss, learned), strict=True):
            # A step is cut at length 10, as runaway losses would end in infinities that say nothing of neurons.
            tensor.data -= rate * gradient * min(1.0, 10.0 / (rate * float(gradient.norm()) + 1e-12))
    before = (x @ first + biases).detach().requires_grad_()
    (slopes,) = torch.autograd.grad(function(before).sum(), before)
    return float((slopes.abs() < 1e-12).all(0).double().mean())


def run(chosen: Chosen, progress: Progress) -> Findings:
    """Compare the chosen activations over learning rates from a thousandth of the largest on."""
    rates = [chosen["rate"] * 10 ** (-3 + 3 * number / (_RATES - 1)) for number in range(_RATES)]
    series, table = [], [["activation", "dead at the start", "smallest rate", "largest rate"]]
    names = chosen["activation"]
    for done, activation in enumerate(names):
        fixed = (activation, chosen["width"], chosen["bias"])
        before = dead_share(*fixed, 0.0, 0, chosen["seed"])
        shares = []
        for number, rate in enumerate(rates):
            shares.append(dead_share(*fixed, rate, chosen["steps"], chosen["seed"]))
            progress((done + (number + 1) / _RATES) / len(names))
        series.append(Series(activation, [float(number) for number in range(_RATES)], [100 * s for s in shares]))
        table.append([activation, *(f"{100 * share:.1f}%" for share in (before, shares[0], shares[-1]))])
    chart = Chart(
        f"Dead neurons after {chosen['steps']} steps, by learning rate",
        series,
        x_label=f"learning rate, from {rates[0]:g} to {rates[-1]:g} in equal factors",
        y_label="dead neurons, percent",
    )
    return Findings(
        [chart],
        table,
        "A dead ReLU has slope 0 for every example, so no step can bring it back. Steps that are too large push "
        "neurons there, and so do biases that start far below zero (try --bias -5). A leaky ReLU always has a slope.",
    )
