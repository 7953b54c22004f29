"""How often the contest's test passes for an activation that is no better than ReLU.

`python -m tests.benchmarks.false_passes [CONTESTS]` holds that many contests on the digits for each of three
challengers: ReLU itself from other seeds, ReLU times 1.001, and ReLU shifted by 0.001. The last two are ReLU as far as
anybody cares, but their training goes other ways. (ReLU from the same seeds never passes: every difference is 0.)
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch

from autograder.contest.data import load_digits
from autograder.contest.paired import paired_test
from autograder.contest.training import LocalActivation, Setting, train

_STACK = 5


def accuracies(function: Callable[[torch.Tensor], torch.Tensor], contests: int, first_seed: int) -> list[list[float]]:
    """The test accuracies of ``contests`` trainings of as many networks as a contest has pairs."""
    setting, data = Setting(), load_digits()
    found: list[float] = []
    while len(found) < contests * setting.pairs:
        begin = first_seed + len(found)
        seeds = range(begin, begin + min(_STACK, contests - len(found) // setting.pairs) * setting.pairs)
        found += train(LocalActivation(function), data, setting, seeds).accuracies
    return [found[i : i + setting.pairs] for i in range(0, len(found), setting.pairs)]


@dataclass(frozen=True, slots=True)
class Passes:
    """How many of its contests a challenger passed, and its mean gain over ReLU in points of accuracy."""

    challenger: str
    passed: int
    contests: int
    mean_gain: float


def measure(contests: int) -> Iterator[Passes]:
    """Each challenger's passes in that many contests."""
    level = Setting().level
    baseline = accuracies(torch.relu, contests, 0)
    for name, function, seed in (
        ("ReLU, the same seeds", torch.relu, 0),
        ("ReLU, other seeds", torch.relu, 10**6),
        ("1.001 ReLU(x)", lambda x: 1.001 * torch.relu(x), 0),
        ("ReLU(x - 0.001)", lambda x: torch.relu(x - 0.001), 0),
    ):
        own = baseline if (function, seed) == (torch.relu, 0) else accuracies(function, contests, seed)
        tests = [
            paired_test([a - b for a, b in zip(one, other, strict=True)], level)
            for one, other in zip(own, baseline, strict=True)
        ]
        mean = sum(test.mean for test in tests) / contests
        yield Passes(name, sum(test.passes for test in tests), contests, 100 * mean)


def main(contests: int) -> None:
    """Print, for each challenger, how many of the contests it passed."""
    torch.set_num_threads(1)
    for one in measure(contests):
        share = f"{100 * one.passed / contests:.1f}%"
        print(  # noqa: T201  (a program)
            f"{one.challenger:<22} passed {one.passed} of {contests} ({share}), mean gain {one.mean_gain:+.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
