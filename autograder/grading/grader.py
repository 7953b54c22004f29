"""Grades one submission after another against one assignment: collected once, forked for each."""

from __future__ import annotations

import gc
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
import torch

from autograder import __version__
from autograder.course.course import Assignment
from autograder.errors import SandboxBroken, SandboxUnavailable
from autograder.report import CheckResult, Environment, ExerciseResult, Report, Status, SubmissionFacts
from autograder.sandbox.first_uses import may_import_late
from autograder.sandbox.limits import Limits
from autograder.sandbox.opening import KeptSandbox
from autograder.sandbox.session import Session
from autograder.sandbox.source import WorkerSource
from autograder.submission.ipython import parses
from autograder.submission.source import Submission
from autograder.testing.answered import problem_text
from autograder.testing.checks import Check, check_points, collect_checks
from autograder.testing.misconceptions import Misconception, load_misconceptions
from autograder.testing.modules import load_module
from autograder.testing.run import CheckRun, Finding, name_misconceptions
from autograder.testing.submission import SubmissionUnderTest

PUBLIC_SEED = 20_150_115


class Isolation(StrEnum):
    """Who shares a sandbox: the submissions of one process, nobody (``fresh``), or there is none (``none``)."""

    SHARED = "shared"
    FRESH = "fresh"
    NONE = "none"


@dataclass(frozen=True)
class CheckSet:
    """What is run for one assignment: all checks with the reference, or the public ones without it."""

    assignment: Assignment
    public_only: bool = False

    @cached_property
    def checks(self) -> list[Check]:
        """The checks, collected once. Raises AuthorError."""
        spec = self.assignment.spec
        if self.public_only:
            return collect_checks(self.files, spec)
        self.assignment.require_solutions()
        checks = collect_checks(self.files, spec)
        check_points(checks, spec)
        return checks

    @property
    def files(self) -> list[Path]:
        """The files that the checks stand in."""
        assignment = self.assignment
        return [assignment.public_checks] if self.public_only else [assignment.public_checks, assignment.hidden_checks]

    @cached_property
    def imports_late(self) -> bool:
        """Whether the checks may have a worker use what takes long to import."""
        return may_import_late(path.read_text(encoding="utf-8") for path in self.files)

    @cached_property
    def misconceptions(self) -> list[Misconception]:
        """The assignment's misconceptions; none where there are no solutions."""
        names = [exercise.name for exercise in self.assignment.spec.exercises]
        return [] if self.public_only else load_misconceptions(self.assignment.misconceptions, names)


class Grader:
    """Grades submissions to one assignment, one at a time. Close it, or use it as a context manager."""

    def __init__(self, checks: CheckSet, isolation: Isolation, sandbox: KeptSandbox | None = None) -> None:
        """``sandbox``: one that others use, too, or that was opened already; who closes the grader closes it."""
        self.check_set = checks
        self.isolation = isolation
        self._limits = Limits.of(checks.assignment.spec.limits)
        self._sandbox = sandbox or KeptSandbox(walled=isolation is not Isolation.NONE)
        self._is_warm = False
        torch.set_num_threads(1)

    def grade(self, submission: Submission, student: str, seed: int) -> Report:
        """The report on one submission. Raises OperatorError where the machine fails twice: then there is no score."""
        try:
            return self._grade(submission, student, seed)
        except SandboxBroken:
            self.close()
            return self._grade(submission, student, seed)

    def warm_up(self) -> WorkerSource:
        """Do all that is done once, and return what runs submissions.

        The sandbox starts and, while it does, checks and misconceptions are collected. Raises AuthorError,
        SandboxUnavailable and SandboxBroken.
        """
        workers = self._sandbox.workers(self._limits)
        if not self._is_warm:
            _ = self.check_set.checks, self.check_set.misconceptions
        try:
            workers.await_ready()
        except SandboxUnavailable:
            self.close()  # it was killed, perhaps, before it was ready: the next submission has another
            raise
        if self.check_set.imports_late:
            workers.warm_up_wholly()  # what the checks have a worker do must not cost the first student a try
        if not self._is_warm:
            gc.collect()
            gc.freeze()
            self._is_warm = True
        return workers

    def _grade(self, submission: Submission, student: str, seed: int) -> Report:
        assignment = self.check_set.assignment
        if self.isolation is Isolation.FRESH:
            self.close()
        workers = self.warm_up()
        cells = [(cell.name, cell.text) for cell in submission.cells]
        ready_made = assignment.spec.from_scratch.ready_made
        session = Session(workers, cells, seed=seed, ready_made=ready_made)
        reference = None if self.check_set.public_only else load_module(assignment.reference)
        run = CheckRun(SubmissionUnderTest.of(assignment.spec, session, cells, seed), reference, seed)
        try:
            findings = run.findings(self.check_set.checks)
            remarks = [*submission.remarks, *_load_remarks(session, cells)]
        finally:
            session.close()
        return self._report(submission, student, seed, findings, remarks)

    def _report(
        self, submission: Submission, student: str, seed: int, findings: Sequence[Finding], remarks: Sequence[str]
    ) -> Report:
        assignment = self.check_set.assignment
        reference = None if self.check_set.public_only else load_module(assignment.reference)
        named = name_misconceptions(findings, self.check_set.misconceptions, seed, reference)
        results = [finding.result for finding in findings]
        exercises = []
        for spec in assignment.spec.exercises:
            own = [result for result in results if result.exercise == spec.name]
            curves = [f.curve for f in findings if f.check.exercise == spec.name and f.curve is not None]
            misconception = named.get(spec.name)
            exercises.append(
                ExerciseResult(
                    name=spec.name,
                    summary=spec.summary,
                    earned=_total(own, lambda result: result.earned),
                    possible=_total(own, lambda result: result.possible),
                    hint=misconception.hint if misconception else next((r.hint for r in own if r.hint), ""),
                    misconception=misconception.name if misconception else "",
                    curve=curves[0] if curves else None,
                )
            )
        return Report(
            assignment=assignment.name,
            title=assignment.spec.title,
            course_digest=assignment.digest,
            student=student,
            status=Status.GRADED,
            score=round(sum(exercise.earned for exercise in exercises), 6),
            max_score=round(sum(exercise.possible for exercise in exercises), 6),
            submission=SubmissionFacts(file=submission.file, digest=submission.digest, remarks=list(remarks)),
            seed=seed,
            environment=environment(self.isolation),
            exercises=exercises,
            checks=results,
        )

    def close(self) -> None:
        """End the sandbox. Grading more opens another."""
        self._sandbox.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()


def environment(isolation: Isolation) -> Environment:
    """What this process grades on."""
    return Environment(
        rectify=__version__,
        python=platform.python_version(),
        torch=str(torch.__version__),
        numpy=np.__version__,
        isolation=isolation.value,
    )


def _total(results: Sequence[CheckResult], points: Callable[[CheckResult], float]) -> float:
    return round(sum(points(result) for result in results), 6)


def _load_remarks(session: Session, cells: Sequence[tuple[str, str]]) -> list[str]:
    loaded = session.loaded
    if loaded.failure is not None:
        return [str(loaded.failure)]
    unparsed = {name for name, text in cells if not parses(text)} if loaded.problems else set()
    remarks = [
        f"{problem_text(problem)}: Python cannot read this, so nothing in {problem.place} was run."
        if problem.place in unparsed
        else f"Running the file met {problem_text(problem)}."
        for problem in loaded.problems[:5]
    ]
    if remarks and len(unparsed) < len(cells):
        remarks.append("Everything else was run all the same.")
    if loaded.definitions_only:
        remarks.insert(0, f"{loaded.whole_failure} So only its definitions were run.")
    return remarks
