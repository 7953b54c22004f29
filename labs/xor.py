"""XOR with four hidden neurons: which activation learns it, and how soon.

A 2-4-1 network with a sigmoid output and binary cross-entropy, full batch gradient descent, from several starts.
"""

from __future__ import annotations

from functools import partial
from statistics import median

import torch
from torch.nn import functional

from autograder.chart import Chart, Series
from labs.gallery import ACTIVATIONS, STARTS, draw_weights, numbers
from labs.lab import Chosen, Findings, Option, Progress

OPTIONS = (
    Option("activation", ("sigmoid", "tanh", "relu"), "to compare; repeat it", choices=tuple(ACTIVATIONS)),
    Option("width", 4, "hidden neurons", 1, 256),
    Option("epochs", 1000, "steps over the four points", 1, 50_000),
    Option("rate", 1.0, "learning rate", 1e-4, 100),
    Option("threshold", 0.1, "a loss below it counts as learned", 1e-6, 1),
    Option("init", "xavier", "how the weights start", choices=tuple(STARTS)),
    Option("starts", 20, "random starts", 1, 500),
    Option("seed", 0, "another seed, other starts", 0, 2**31),
)
X = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float64)
Y = torch.tensor([[0], [1], [1], [0]], dtype=torch.float64)


def losses(chosen: Chosen, activation: str, told: Progress) -> torch.Tensor:
    """The loss before each step, for each start: shape (epochs, starts). All starts are trained side by side."""
    starts, width = chosen["starts"], chosen["width"]
    drawn = [draw_weights([2, width, 1], chosen["init"], chosen["seed"] + start) for start in range(starts)]
    first, second = (torch.stack(weights).requires_grad_() for weights in zip(*drawn, strict=True))
    biases = [torch.zeros(starts, 1, size, dtype=torch.float64, requires_grad=True) for size in (width, 1)]
    learned = [first, second, *biases]
    found = []
    for epoch in range(chosen["epochs"]):
        hidden = ACTIVATIONS[activation](X @ first + biases[0])
        each = functional.binary_cross_entropy_with_logits(
            hidden @ second + biases[1], Y.expand(starts, -1, -1), reduction="none"
        ).mean((1, 2))
        for tensor, gradient in zip(learned, torch.autograd.grad(each.sum(), learned), strict=True):
            tensor.data -= chosen["rate"] * gradient
        found.append(each.detach())
        if epoch % 50 == 0:
            told((epoch + 1) / chosen["epochs"])
    return torch.stack(found)


def run(chosen: Chosen, progress: Progress) -> Findings:
    """Compare the chosen activations."""
    names, epochs, starts = chosen["activation"], chosen["epochs"], chosen["starts"]
    series, table = [], [["activation", "starts that learned", "median epochs of those", "median loss at the end"]]
    for done, name in enumerate(names):
        record = losses(chosen, name, partial(_told, progress, done, len(names)))
        below = record < chosen["threshold"]
        first = [int(column.nonzero()[0]) + 1 for column in below.T if column.any()]
        step = max(1, epochs // 200)
        middle = record.median(1).values[::step].tolist()
        series.append(Series(name, numbers(epochs)[::step], middle))
        soon = f"{median(first):g}" if first else "none"
        table.append([name, f"{len(first)} of {starts}", soon, f"{float(record[-1].median()):.3g}"])
    chart = Chart("XOR: loss of the median start", series, x_label="epoch", y_label="cross-entropy", log=True)
    return Findings(
        [chart],
        table,
        "No straight line separates XOR: without a bend (try --activation identity) the loss stays at 0.69, which is "
        "guessing. With four neurons some starts get stuck, most often where ReLU neurons die; more width helps.",
    )


def _told(progress: Progress, done: int, count: int, share: float) -> None:
    progress((done + share) / count)
