"""The check that a student's activation beats another one: a contest, its verdict, and what to show of it."""

from __future__ import annotations

from typing import Any

import torch

from autograder.contest.data import ImageData, find_data
from autograder.contest.match import Contest, function_chart, run_contest
from autograder.contest.training import Progress, Setting
from autograder.errors import AnswerError, CheckFailed
from autograder.report import Evidence, Measurement
from autograder.testing.activations import SubmittedActivation
from autograder.testing.submission import SubmissionUnderTest

_LONGEST_NICKNAME = 40
_CHART_HALF_WIDTH = 6.0
_CHART_POINTS = 121


def check_beats_relu(submission: SubmissionUnderTest, exercise: str, rng: torch.Generator) -> None:
    """The module called ``exercise`` beats ReLU under an equal budget, by a paired test.

    The data is MNIST where it is found on this machine, and scikit-learn's digits elsewhere. The result, its plots and
    the gain stand in the report, passed or not. Raises CheckFailed where the test does not pass, or the AnswerError of
    a module that fails in training.
    """
    contest = hold_contest(submission, exercise, find_data(), Setting(), rng)
    test = contest.test
    submission.note(
        Measurement(
            name="gain over ReLU",
            value=_points(test.mean),
            low=_points(test.low),
            high=_points(test.high),
            unit="points of accuracy",
            nickname=nickname(submission, exercise),
        ),
        *[shown] if (shown := drawn(submission, exercise)) else [],
        *contest.charts(),
    )
    if not test.passes:
        raise CheckFailed(
            f"{contest.summary} The interval must lie above zero.",
            evidence=Evidence(
                call="mean gain over ReLU, in points of accuracy",
                returned=f"{_points(test.mean):+g} ({_points(test.low):+g} to {_points(test.high):+g})",
                expected="an interval above 0",
            ),
        )


def hold_contest(
    submission: SubmissionUnderTest,
    exercise: str,
    data: ImageData,
    setting: Setting,
    rng: torch.Generator,
    progress: Progress = lambda _share: None,
) -> Contest:
    """Train ReLU and the submission's module with seeds from ``rng``, and ask again what the module answered.

    Raises CheckFailed where the module is no element-wise function, or an AnswerError where it fails.
    """
    seed = int(torch.randint(2**62, (1,), generator=rng))
    challenger = SubmittedActivation(submission, getattr(submission, exercise), rng)
    contest = run_contest(challenger, data, setting, seed, progress)
    challenger.audit()
    return contest


def drawn(submission: SubmissionUnderTest, exercise: str) -> Any:
    """The chart of the module's function and derivative as it starts; None where it cannot be asked."""
    try:
        module = getattr(submission, exercise).build()
        x = torch.linspace(-_CHART_HALF_WIDTH, _CHART_HALF_WIDTH, _CHART_POINTS)
        values, slopes = module.drive(_respond_once, x)
        columns = [[round(value, 5) for value in part.double().tolist()] for part in (x, values, slopes)]
    except (AnswerError, ValueError, AttributeError, TypeError, RuntimeError):
        return None
    return function_chart(f"{exercise} as it starts", *columns)


def nickname(submission: SubmissionUnderTest, exercise: str) -> str:
    """What the student wants to be called on the leaderboard: the class's attribute ``nickname``, if it has one."""
    try:
        found = getattr(submission, exercise).driven(_read_nickname)()
    except AnswerError:
        return ""
    text = found if isinstance(found, str) else ""
    return " ".join("".join(letter for letter in text if letter.isprintable()).split())[:_LONGEST_NICKNAME]


def _points(share: float) -> float:
    return round(100 * share, 3)


def _read_nickname(module):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  (runs inside, where no types are)
    return getattr(module, "nickname", "")


def _respond_once(module, x):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    x = x.clone().requires_grad_()
    values = module(x)
    (slopes,) = torch.autograd.grad(values.sum(), x)
    return [values.detach(), slopes]
