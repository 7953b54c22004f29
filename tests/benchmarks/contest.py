"""What it costs that a contest's activation answers from the sandbox, against training the same networks plainly."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from statistics import median

import torch
from torch import nn

from autograder.contest.data import ImageData, load_digits
from autograder.contest.training import LocalActivation, Setting, train
from autograder.course.assignment import LimitsSpec
from autograder.sandbox.limits import Limits
from autograder.sandbox.opening import open_workers
from autograder.sandbox.session import Session
from autograder.testing.activations import SubmittedActivation
from autograder.testing.submission import SubmissionUnderTest

_ROUNDS = 3


class Bend(nn.Module):
    """An activation without parameters."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Values at x."""
        return torch.asinh(x)


class LearnedLeak(nn.Module):
    """An activation with a number to learn."""

    def __init__(self) -> None:
        super().__init__()
        self.leak = nn.Parameter(torch.tensor(0.3))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Values at x."""
        return self.leak * x + (1 - self.leak) * nn.functional.softplus(x)


def measure(kind: type[nn.Module]) -> dict[str, float]:
    """Seconds to train one side of a contest on one epoch of the digits, by each way; the ways take turns.

    ``sandboxed``: as it is graded. ``plain``: network by network, as one writes it in PyTorch. ``stacked``: all at
    once in this process, for a ``kind`` without parameters.
    """
    data, setting = replace(load_digits(), epochs=1), Setting()
    code = f"import torch\nfrom torch import nn\n\n\n{inspect.getsource(kind)}"
    times: dict[str, list[float]] = {}
    with (
        closing(open_workers(Limits.of(LimitsSpec(cpu_seconds=10.0)), walled=True)) as workers,
        closing(Session(workers, [("bend.py", code)])) as session,
    ):
        submission = SubmissionUnderTest(session)
        function = getattr(submission, kind.__name__)
        remote = SubmittedActivation(submission, function, torch.Generator().manual_seed(1))
        ways: dict[str, Callable[[], object]] = {
            "sandboxed": lambda: train(remote, data, setting, range(setting.pairs)),
            "plain": lambda: plainly(kind, data, setting),
        }
        if not remote.parameters:
            ways["stacked"] = lambda: train(LocalActivation(kind()), data, setting, range(setting.pairs))
        for _ in range(_ROUNDS):
            for name, way in ways.items():
                began = time.perf_counter()
                way()
                times.setdefault(name, []).append(time.perf_counter() - began)
    return {name: median(found) for name, found in times.items()}


def plainly(kind: type[nn.Module], data: ImageData, setting: Setting) -> None:
    """The networks one after the other, as one writes them in PyTorch: modules, autograd, an optimiser."""
    sizes = [data.train_x.shape[1], *[setting.width] * setting.depth, 10]
    for seed in range(setting.pairs):
        torch.manual_seed(seed)
        layers = [part for i, o in pairwise(sizes) for part in (nn.Linear(i, o), kind())][:-1]
        for layer in layers[::2]:
            nn.init.kaiming_normal_(layer.weight)  # type: ignore[arg-type]
        network = nn.Sequential(*layers)
        optimiser = torch.optim.SGD(network.parameters(), lr=setting.learning_rate, momentum=setting.momentum)
        for _ in range(data.epochs):
            order = torch.randperm(len(data.train_y))
            for start in range(0, len(order) - setting.batch + 1, setting.batch):
                chosen = order[start : start + setting.batch]
                optimiser.zero_grad()
                loss: torch.Tensor = nn.functional.cross_entropy(network(data.train_x[chosen]), data.train_y[chosen])
                torch.autograd.backward([loss])
                optimiser.step()
        with torch.no_grad():
            network(data.test_x).argmax(-1)
