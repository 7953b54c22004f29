"""Runs the checks of one submission and turns whatever they raise into outcomes."""

from __future__ import annotations

import hashlib
import math
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import pytest
import torch

from autograder.chart import Chart
from autograder.errors import (
    AnswerError,
    CheckFailed,
    MissingAnswer,
    OperatorError,
    OutOfMemory,
    StudentRaised,
    SubmissionError,
    TimedOut,
    WorkerCrashed,
)
from autograder.report import CheckResult, Curve, Evidence, Measurement, Outcome
from autograder.testing.checks import Check
from autograder.testing.misconceptions import Misconception, behaves_like, can_be_compared, is_right
from autograder.testing.submission import Diary, Interaction, SubmissionUnderTest

_OUTCOMES: tuple[tuple[type[SubmissionError], Outcome], ...] = (
    (MissingAnswer, Outcome.MISSING),
    (StudentRaised, Outcome.ERROR),
    (TimedOut, Outcome.TIMEOUT),
    (OutOfMemory, Outcome.MEMORY),
    (WorkerCrashed, Outcome.CRASH),
)


#: Outcomes of answers that no check has looked at.
_UNSEEN = {Outcome.FORBIDDEN, Outcome.MISSING, Outcome.SKIPPED}
#: Exceptions that name the mistake themselves, and of a TypeError's messages those about the parameters.
_SLIPS = {"NameError", "UnboundLocalError", "AttributeError", "ImportError", "ModuleNotFoundError"}
_PARAMETERS = re.compile(r"positional argument|keyword argument|multiple values for argument")


@dataclass
class Finding:
    """How one check ended, and the behaviour it saw: what is left to do is to look for the misconception behind it."""

    check: Check
    outcome: Outcome
    message: str = ""
    evidence: Evidence | None = None
    curve: Curve | None = None
    seconds: float = 0.0
    interactions: Sequence[Interaction] = ()
    measurements: Sequence[Measurement] = ()
    charts: Sequence[Chart] = ()
    hint: str = ""
    misconception: str = ""
    was_run: bool = True
    is_slip: bool = False

    @property
    def _own_hint(self) -> str:
        """What the check says to whoever fails it: of no use where the answer was not looked at, or never got far."""
        return self.check.hint if self.was_run and not self.is_slip and self.outcome not in _UNSEEN else ""

    @property
    def result(self) -> CheckResult:
        """The finding as it stands in the report."""
        passed = self.outcome is Outcome.PASSED
        return CheckResult(
            name=self.check.name,
            title=self.check.title,
            exercise=self.check.exercise,
            possible=self.check.points,
            earned=self.check.points if passed else 0.0,
            outcome=self.outcome,
            visibility=self.check.visibility,
            message=self.message,
            evidence=self.evidence,
            hint="" if passed else self.hint or self._own_hint,
            misconception=self.misconception,
            measurements=list(self.measurements),
            charts=list(self.charts),
            seconds=round(self.seconds, 6),
        )


@dataclass
class CheckRun:
    """Runs checks one after the other against one submission.

    After an exercise was found forbidden, or did not end in time, its remaining checks are not run: the first makes
    them worthless, the second would cost the class its patience. What did not end in time is tried a second time, in a
    fresh worker: a machine that was busy with others must cost no points. Who was slow twice is slow.

    An answer that looks at who calls it is forbidden in every assignment: it could read from a check's driver what it
    is asked.
    """

    submission: SubmissionUnderTest
    reference: ModuleType | None
    seed: int
    _closed: dict[str, Finding] = field(default_factory=dict)
    _blind: set[str] = field(default_factory=set)
    _may_repeat: bool = True

    def findings(self, checks: Sequence[Check]) -> list[Finding]:
        """Run all of ``checks``. An OperatorError passes through: then there is no result at all."""
        found = [self.run(check) for check in checks]
        return settled(found)

    def run(self, check: Check) -> Finding:
        """Run one check."""
        closed = self._closed.get(check.exercise)
        if closed is not None:
            message = f"Not run, since an earlier check of `{check.exercise}` ended so: {closed.message}"
            return Finding(check, closed.outcome, message, was_run=False)
        began = time.perf_counter()
        finding = self._outcome(check)
        if finding.outcome is Outcome.TIMEOUT and self._may_repeat:
            finding = self._outcome(check)
            self._may_repeat = finding.outcome is not Outcome.TIMEOUT
        finding.seconds = time.perf_counter() - began
        diary = self.submission.diary
        finding.interactions = diary.interactions
        finding.measurements, finding.charts = diary.measurements, diary.charts
        if finding.outcome in {Outcome.FORBIDDEN, Outcome.TIMEOUT}:
            self._closed[check.exercise] = finding
        return finding

    def _outcome(self, check: Check) -> Finding:
        self.submission.diary = Diary()
        available: dict[str, object] = {"submission": self.submission, "reference": self.reference}
        given: dict[str, Any] = {name: available[name] for name in check.fixtures if name in available}
        if "rng" in check.fixtures:
            given["rng"] = seeded_generator(self.seed, check.name)
        try:
            self._require_blind(check.exercise)
            check.function(**given, **check.parameters)
        except OperatorError:
            raise
        except (Exception, pytest.skip.Exception, pytest.fail.Exception) as problem:  # noqa: BLE001  (see below)
            return finding_of(check, problem)
        return Finding(check, Outcome.PASSED)

    def _require_blind(self, exercise: str) -> None:
        """Raise CheckFailed, forbidden, for an answer that looks at who calls it."""
        if self.submission.rule is None or exercise in self._blind:
            return
        use = self.submission.rule.looks_into_callers(exercise)
        if use is not None:
            raise CheckFailed(
                f"`{use.text}` ({use.place}, line {use.line}) may not be used in `{exercise}`: "
                "it looks at the check that calls. Answer from the arguments alone.",
                forbidden=True,
            )
        self._blind.add(exercise)


def finding_of(check: Check, problem: BaseException) -> Finding:
    """What a check that raised amounts to. What came back may be anything, so a check may raise anything."""
    if isinstance(problem, CheckFailed):
        outcome = Outcome.FORBIDDEN if problem.forbidden else Outcome.FAILED
        return Finding(check, outcome, str(problem), problem.evidence, problem.curve)
    if isinstance(problem, AnswerError):
        outcome = next((kind for error, kind in _OUTCOMES if isinstance(problem, error)), Outcome.FAILED)
        return Finding(check, outcome, str(problem), is_slip=_is_slip(problem))
    if isinstance(problem, AssertionError):
        return Finding(check, Outcome.FAILED, _first_line(problem) or "What came back is not what the check expects.")
    if isinstance(problem, pytest.skip.Exception):
        return Finding(check, Outcome.SKIPPED, str(problem))
    if isinstance(problem, pytest.fail.Exception):
        return Finding(check, Outcome.FAILED, str(problem))
    return Finding(
        check,
        Outcome.ERROR,
        f"The check could not use what came back ({type(problem).__name__}: {_first_line(problem)}). "
        "If your function returns what its docstring asks for, tell your instructor.",
    )


def _is_slip(problem: AnswerError) -> bool:
    """Whether the answer raised what has nothing to do with what the check looks at."""
    if not isinstance(problem, StudentRaised):
        return False
    return problem.kind in _SLIPS or (problem.kind == "TypeError" and bool(_PARAMETERS.search(str(problem))))


def settled(findings: Sequence[Finding]) -> list[Finding]:
    """The findings of one submission after the rules that look at all of an exercise's checks together."""
    return list(_without_empty_manners(list(_with_forbidden_spread(findings))))


def seeded_generator(seed: int, name: str) -> torch.Generator:
    """The random numbers of one check: the same for the same submission, unforeseeable without the course's secret."""
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest[:7], "little"))


def name_misconceptions(
    findings: Sequence[Finding], misconceptions: Sequence[Misconception], seed: int, reference: object = None
) -> dict[str, Misconception]:
    """For each exercise the misconception that explains most of its failed checks; their findings get its hint.

    It must explain half of those that can be compared: whose answer merely meets it somewhere has made another mistake.
    It must give what the submission gave to the checks that passed, too: whose values are right has no misconception
    about values, even if the gradient is the one that the misconception would have. And where the ``reference``, if
    there is one, gives the same as the misconception, it is something else that the check failed on.
    """
    chosen: dict[str, Misconception] = {}
    for exercise in dict.fromkeys(finding.check.exercise for finding in findings):
        own = [finding for finding in findings if finding.check.exercise == exercise]
        failed = [finding for finding in own if finding.outcome in {Outcome.FAILED, Outcome.ERROR}]
        passed = [finding for finding in own if finding.outcome is Outcome.PASSED and finding.interactions]
        compared = [finding for finding in failed if can_be_compared(finding.interactions, exercise)]
        wanted = max(1, math.ceil(len(compared) / 2))
        best: list[Finding] = []
        for misconception in misconceptions:
            if misconception.exercise == exercise:
                explained = _explained(compared, misconception, seed, wanted, reference)
                if explained and all(
                    behaves_like(misconception, f.interactions, seed, values_only=True) for f in passed
                ):
                    best, chosen[exercise] = explained, misconception
                    wanted = len(best) + 1
        for finding in best:
            finding.hint, finding.misconception = chosen[exercise].hint, chosen[exercise].name
    return chosen


def _explained(
    compared: Sequence[Finding], misconception: Misconception, seed: int, wanted: int, reference: object
) -> list[Finding]:
    """Those of ``compared`` in which the misconception answers the same; none where fewer than ``wanted`` are so.

    It is asked no more once so many cannot be found: its function may take long.
    """
    explained: list[Finding] = []
    for number, finding in enumerate(compared):
        if len(explained) + len(compared) - number < wanted:
            return []
        asked = finding.interactions
        if behaves_like(misconception, asked, seed) and not is_right(misconception, asked, reference, seed):
            explained.append(finding)
    return explained if len(explained) >= wanted else []


def _with_forbidden_spread(findings: Sequence[Finding]) -> Iterator[Finding]:
    """A forbidden answer earns nothing in its exercise, whatever ran before it was found out."""
    verdicts = {f.check.exercise: f for f in findings if f.outcome is Outcome.FORBIDDEN}
    for finding in findings:
        verdict = verdicts.get(finding.check.exercise)
        if verdict is not None and finding.outcome is not Outcome.FORBIDDEN:
            yield Finding(finding.check, Outcome.FORBIDDEN, verdict.message, seconds=finding.seconds)
        else:
            yield finding


def _without_empty_manners(findings: Sequence[Finding]) -> Iterator[Finding]:
    """How an answer works earns nothing until something about it is right: ``return x`` is pure and fast, too."""
    right = {f.check.exercise for f in findings if f.outcome is Outcome.PASSED and not f.check.manner}
    for finding in findings:
        exercise = finding.check.exercise
        if finding.outcome is Outcome.PASSED and finding.check.manner and exercise not in right:
            message = f"This counts from the first check of what `{exercise}` returns that passes."
            yield Finding(finding.check, Outcome.SKIPPED, message, seconds=finding.seconds)
        else:
            yield finding


def _first_line(problem: BaseException) -> str:
    lines = str(problem).strip().splitlines()
    return lines[0] if lines else ""
