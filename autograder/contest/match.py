"""One contest: a challenger against ReLU, pair by pair with the same seed, and what there is to show of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import torch

from autograder.chart import YOURS, Chart, Series
from autograder.contest.data import ImageData
from autograder.contest.paired import PairedTest, paired_test
from autograder.contest.training import Activation, LocalActivation, Progress, Setting, Training, train

#: Of the time that a contest takes: what is asked of another process takes longer.
_RELU_SHARE = 0.25
_MOST_BASELINES = 8
#: Of ten kinds of images, somebody who guesses names a tenth rightly.
_GUESSING = 0.2
_HIGHEST_LOSS = 10.0
_baselines: dict[tuple[ImageData, Setting, tuple[int, ...]], Training] = {}


@dataclass(frozen=True)
class Contest:
    """How a challenger fared against ReLU."""

    data: str
    setting: Setting
    baseline: Training
    challenger: Training
    test: PairedTest

    @property
    def differences(self) -> list[float]:
        """The challenger's test accuracy minus ReLU's, pair by pair."""
        return _differences(self.baseline, self.challenger)

    @property
    def failures(self) -> int:
        """How many of the challenger's networks are no better than somebody who guesses."""
        return sum(accuracy < _GUESSING for accuracy in self.challenger.accuracies)

    @property
    def summary(self) -> str:
        """The result in a few sentences."""
        lost = (
            f" {self.failures} of the {self.test.count} networks learned nothing: what goes through their "
            f"{self.setting.depth} layers, forward or back, explodes or dies out."
        )
        return (
            f"{_percent(_mean(self.challenger.accuracies))} of the test images right, ReLU "
            f"{_percent(_mean(self.baseline.accuracies))}: {gain_text(self.test)} over {self.test.count} pairs on "
            f"{self.data}. One-sided paired test: p = {self.test.p_value:.2g}; it passes below {self.test.level:g}."
            + (lost if self.failures else "")
        )

    def charts(self) -> list[Chart]:
        """The training curves, and the paired differences."""
        return [_loss_chart(self), _difference_chart(self)]


def run_contest(
    challenger: Activation, data: ImageData, setting: Setting, seed: int, progress: Progress = lambda _share: None
) -> Contest:
    """Train ReLU and ``challenger`` on ``data`` with the same seeds, drawn from ``seed``, and test the differences."""
    numbers = torch.randint(2**31, (setting.pairs,), generator=torch.Generator().manual_seed(seed % 2**63))
    seeds = tuple(int(number) for number in numbers)
    baseline = relu_training(data, setting, seeds, lambda share: progress(_RELU_SHARE * share))
    trained = train(challenger, data, setting, seeds, lambda share: progress(_RELU_SHARE + (1 - _RELU_SHARE) * share))
    test = paired_test(_differences(baseline, trained), setting.level)
    return Contest(str(data), setting, baseline, trained, test)


def relu_training(data: ImageData, setting: Setting, seeds: tuple[int, ...], progress: Progress) -> Training:
    """ReLU's side: trained once for all challengers that are given the same seeds."""
    key = (data, setting, seeds)
    if key not in _baselines:
        while len(_baselines) >= _MOST_BASELINES:
            del _baselines[next(iter(_baselines))]
        _baselines[key] = train(LocalActivation(torch.relu), data, setting, seeds, progress)
    return _baselines[key]


def gain_text(test: PairedTest) -> str:
    """``+1.43 points of accuracy, 98% interval +0.81 to +2.05``; a point is one percent."""
    share = f"{100 * (1 - 2 * test.level):g}%"
    mean, low, high = (f"{round(100 * value, 2) + 0.0:+.2f}" for value in (test.mean, test.low, test.high))  # no -0.00
    return f"{mean} points of accuracy, {share} interval {low} to {high}"


def function_chart(
    title: str, x: Sequence[float], values: Sequence[float | None], slopes: Sequence[float | None]
) -> Chart:
    """A function and its derivative."""
    return Chart(title, [Series("f(x)", x, values), Series("f'(x)", x, slopes)], x_label="x")


def _loss_chart(contest: Contest) -> Chart:
    series = []
    for label, training in ((YOURS, contest.challenger), ("ReLU", contest.baseline)):
        # The median, and no higher than it pays to look: one network that explodes must not hide the others.
        middle = [median(stretch) for stretch in training.losses]
        shares = [round((number + 1) / len(middle), 4) for number in range(len(middle))]
        series.append(Series(label, shares, [round(value, 5) if value < _HIGHEST_LOSS else None for value in middle]))
    return Chart("Training loss, median of all pairs", series, x_label="share of the training done", y_label="loss")


def _difference_chart(contest: Contest) -> Chart:
    ordered = sorted(100 * value for value in contest.differences)
    places = [float(number + 1) for number in range(len(ordered))]
    mean = 100 * contest.test.mean
    series = [
        Series("a pair", places, [round(value, 4) for value in ordered]),
        Series("mean", places, [round(mean, 4)] * len(ordered)),
    ]
    return Chart("Accuracy minus ReLU's, pairs sorted", series, x_label="pair", y_label="points of accuracy", dots=True)


def _differences(baseline: Training, challenger: Training) -> list[float]:
    return [round(ours - theirs, 6) for ours, theirs in zip(challenger.accuracies, baseline.accuracies, strict=True)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"
