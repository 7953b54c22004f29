"""Runs the checks of one submission and turns whatever they raise into outcomes."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import ModuleType

import pytest
import torch

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
from autograder.report import CheckResult, Curve, Evidence, Outcome
from autograder.testing.checks import Check
from autograder.testing.misconceptions import Misconception, behaves_like
from autograder.testing.submission import Diary, Interaction, SubmissionUnderTest

_OUTCOMES: tuple[tuple[type[SubmissionError], Outcome], ...] = (
    (MissingAnswer, Outcome.MISSING),
    (StudentRaised, Outcome.ERROR),
    (TimedOut, Outcome.TIMEOUT),
    (OutOfMemory, Outcome.MEMORY),
    (WorkerCrashed, Outcome.CRASH),
)


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
    hint: str = ""
    misconception: str = ""

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
            hint="" if passed else self.hint or self.check.hint,
            misconception=self.misconception,
            seconds=round(self.seconds, 6),
        )


@dataclass
class CheckRun:
    """Runs checks one after the other against one submission.

    After an exercise was found forbidden, or did not end in time, its remaining checks are not run: the first makes
    them worthless, the second would cost the class its patience.
    """

    submission: SubmissionUnderTest
    reference: ModuleType | None
    seed: int
    _closed: dict[str, Finding] = field(default_factory=dict)

    def findings(self, checks: Sequence[Check]) -> list[Finding]:
        """Run all of ``checks``. An OperatorError passes through: then there is no result at all."""
        found = [self.run(check) for check in checks]
        return list(_with_forbidden_spread(found))

    def run(self, check: Check) -> Finding:
        """Run one check."""
        closed = self._closed.get(check.exercise)
        if closed is not None:
            return Finding(check, closed.outcome, f"Not run, since an earlier check of `{check.exercise}` ended so: {closed.message}")
        self.submission.diary = Diary()
        began = time.perf_counter()
        finding = self._outcome(check)
        finding.seconds = time.perf_counter() - began
        finding.interactions = self.submission.diary.interactions
        if finding.outcome in {Outcome.FORBIDDEN, Outcome.TIMEOUT}:
            self._closed[check.exercise] = finding
        return finding

    def _outcome(self, check: Check) -> Finding:
        available = {"submission": self.submission, "reference": self.reference}
        given = {name: available[name] for name in check.fixtures if name in available}
        if "rng" in check.fixtures:
            given["rng"] = seeded_generator(self.seed, check.name)
        try:
            check.function(**given, **check.parameters)
        except CheckFailed as failed:
            outcome = Outcome.FORBIDDEN if failed.forbidden else Outcome.FAILED
            return Finding(check, outcome, str(failed), failed.evidence, failed.curve)
        except AnswerError as problem:
            outcome = next((kind for error, kind in _OUTCOMES if isinstance(problem, error)), Outcome.FAILED)
            return Finding(check, outcome, str(problem))
        except OperatorError:
            raise
        except AssertionError as problem:
            return Finding(check, Outcome.FAILED, _first_line(problem) or "What came back is not what the check expects.")
        except pytest.skip.Exception as skipped:
            return Finding(check, Outcome.SKIPPED, str(skipped))
        except pytest.fail.Exception as failed_plainly:
            return Finding(check, Outcome.FAILED, str(failed_plainly))
        except Exception as problem:  # noqa: BLE001  (what came back may be anything; the check need not foresee it all)
            return Finding(
                check,
                Outcome.ERROR,
                f"The check could not use what came back ({type(problem).__name__}: {_first_line(problem)}). "
                "If your function returns what its docstring asks for, tell your instructor.",
            )
        return Finding(check, Outcome.PASSED)


def seeded_generator(seed: int, name: str) -> torch.Generator:
    """The random numbers of one check: the same for the same submission, unforeseeable without the course's secret."""
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest[:7], "little"))


def name_misconceptions(findings: Sequence[Finding], misconceptions: Sequence[Misconception], seed: int) -> dict[str, Misconception]:
    """For each exercise the misconception that explains most of its failed checks; their findings get its hint."""
    chosen: dict[str, Misconception] = {}
    for exercise in dict.fromkeys(finding.check.exercise for finding in findings):
        failed = [f for f in findings if f.check.exercise == exercise and f.outcome in {Outcome.FAILED, Outcome.ERROR}]
        best: list[Finding] = []
        for misconception in misconceptions:
            if misconception.exercise == exercise:
                explained = [f for f in failed if behaves_like(misconception, f.interactions, seed)]
                if len(explained) > len(best):
                    best, chosen[exercise] = explained, misconception
        for finding in best:
            finding.hint, finding.misconception = chosen[exercise].hint, chosen[exercise].name
    return chosen


def _with_forbidden_spread(findings: Sequence[Finding]) -> Iterator[Finding]:
    """A forbidden answer earns nothing in its exercise, whatever ran before it was found out."""
    verdicts = {f.check.exercise: f for f in findings if f.outcome is Outcome.FORBIDDEN}
    for finding in findings:
        verdict = verdicts.get(finding.check.exercise)
        if verdict is not None and finding.outcome is not Outcome.FORBIDDEN:
            yield Finding(finding.check, Outcome.FORBIDDEN, verdict.message, seconds=finding.seconds)
        else:
            yield finding


def _first_line(problem: BaseException) -> str:
    lines = str(problem).strip().splitlines()
    return lines[0] if lines else ""
