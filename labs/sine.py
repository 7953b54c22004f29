"""A network with an activation learns a sine; one without finds the best straight line, at any depth.

Two hidden layers, full batch, Adam (Kingma & Ba 2015), the sine over two of its periods.
"""

from __future__ import annotations

import itertools
import math

import torch
from torch import nn

from autograder.chart import Chart, Series
from labs.gallery import ACTIVATIONS, Function
from labs.lab import Chosen, Findings, Option, Progress

OPTIONS = (
    Option("activation", ("relu", "tanh", "identity"), "to compare; repeat it", choices=tuple(ACTIVATIONS)),
    Option("depth", 2, "hidden layers", 1, 20),
    Option("width", 64, "neurons in each", 1, 512),
    Option("epochs", 600, "steps over all points", 1, 20_000),
    Option("rate", 0.005, "learning rate", 1e-6, 10),
    Option("seed", 0, "another seed, another start", 0, 2**31),
)


class _Layers(nn.Module):
    def __init__(self, depth: int, width: int, function: Function) -> None:
        super().__init__()
        sizes = [1] + [width] * depth
        self.hidden = nn.ModuleList(nn.Linear(i, o) for i, o in itertools.pairwise(sizes))
        self.last = nn.Linear(width, 1)
        self.function = function

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for layer in self.hidden:
            x = self.function(layer(x))
        answer: torch.Tensor = self.last(x)
        return answer


def best_line(x: torch.Tensor, y: torch.Tensor) -> float:
    """The mean squared error of the best straight line through the points."""
    columns = torch.cat([x, torch.ones_like(x)], dim=1)
    fit = columns @ torch.linalg.lstsq(columns, y).solution
    return float(((fit - y) ** 2).mean())


def run(chosen: Chosen, progress: Progress) -> Findings:
    """Train one network for each chosen activation."""
    x = torch.linspace(-2 * math.pi, 2 * math.pi, 200)[:, None]
    y = torch.sin(x)
    names, epochs = chosen["activation"], chosen["epochs"]
    curves = [Series("sin(x)", x[:, 0].tolist(), y[:, 0].tolist())]
    losses, table = [], [["activation", "mean squared error"]]
    for done, name in enumerate(names):
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(chosen["seed"])
            network = _Layers(chosen["depth"], chosen["width"], ACTIVATIONS[name])
        optimiser = torch.optim.Adam(network.parameters(), lr=chosen["rate"])
        record = []
        for epoch in range(epochs):
            optimiser.zero_grad()
            loss = ((network(x / math.pi) - y) ** 2).mean()
            loss.backward()
            optimiser.step()
            if epoch % max(1, epochs // 100) == 0:
                record.append((float(epoch + 1), float(loss.detach())))
                progress((done + (epoch + 1) / epochs) / len(names))
        with torch.no_grad():
            fit = network(x / math.pi)
        curves.append(Series(name, x[:, 0].tolist(), fit[:, 0].tolist()))
        losses.append(Series(name, [at for at, _loss in record], [loss for _at, loss in record]))
        table.append([name, f"{float(((fit - y) ** 2).mean()):.2e}"])
    table.append(["the best straight line", f"{best_line(x.double(), y.double()):.2e}"])
    return Findings(
        [
            Chart("What each network made of the sine", curves, x_label="x", y_label="y"),
            Chart("Loss while learning", losses, x_label="epoch", y_label="mean squared error", log=True),
        ],
        table,
        "Without an activation (`identity`) the layers multiply out to one, which draws a straight line; depth and "
        "training cannot change that. Any bend between the layers does.",
    )
