"""The graders that a process keeps which grades anything that comes: those with the same limits share a sandbox."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import OperatorError, SandboxUnavailable, UnreadableSubmission
from autograder.grading.task import Task, grade_task, keep_grader, release_graders, unmarked_report
from autograder.report import Report, Status
from autograder.sandbox.limits import Limits
from autograder.submission.source import read_submission

if TYPE_CHECKING:
    from autograder.grading.grader import Grader
    from autograder.sandbox.zygote import WorkerSource

#: So many sandboxes are kept: each holds 160 MB while it waits.
_MOST_KEPT = 6

#: Those that run public checks alone, by the assignment's folder and the isolation.
_checkers: dict[tuple[Path, str], Grader] = {}
_kept: set[tuple[Path, str]] = set()
_sandboxes: dict[Limits, WorkerSource] = {}


def grade_warm(task: Task) -> Report:
    """As `grade_task`, in a sandbox that other assignments use, too."""
    key = (task.assignment.folder, task.isolation)
    if key not in _kept:
        keep_grader(_grader(task, public_only=False))
        _kept.add(key)
    return grade_task(task)


def check_warm(task: Task) -> Report:
    """The public checks' report, with the inputs that `rectify check` uses. Raises AuthorError alone."""
    from autograder.grading.grader import PUBLIC_SEED

    key = (task.assignment.folder, task.isolation)
    try:
        submission = read_submission(task.path)
        if key not in _checkers:
            _checkers[key] = _grader(task, public_only=True)
        return _checkers[key].grade(submission, task.student, PUBLIC_SEED).without_times()
    except UnreadableSubmission as problem:
        return unmarked_report(task, Status.UNREADABLE, str(problem))
    except OperatorError as problem:
        return unmarked_report(task, Status.UNGRADED, str(problem))


def release_warm() -> None:
    """Close every sandbox that this process keeps."""
    release_graders()
    for checker in _checkers.values():
        checker.close()
    for sandbox in _sandboxes.values():
        sandbox.close()
    _checkers.clear()
    _kept.clear()
    _sandboxes.clear()


def _grader(task: Task, *, public_only: bool) -> Grader:
    from autograder.grading.grader import CheckSet, Grader, Isolation

    workers = None if task.isolation == "fresh" else _sandbox(task)
    return Grader(CheckSet(task.assignment, public_only=public_only), Isolation(task.isolation), workers)


def _sandbox(task: Task) -> WorkerSource | None:
    """The sandbox for the assignment's limits; None where none can be opened, which the grader says in its report."""
    from autograder.sandbox.opening import open_workers

    limits = Limits.of(task.assignment.spec.limits)
    if limits not in _sandboxes:
        if len(_sandboxes) >= _MOST_KEPT:
            release_warm()
        with contextlib.suppress(SandboxUnavailable):
            _sandboxes[limits] = open_workers(limits, walled=task.isolation != "none")
    return _sandboxes.get(limits)
