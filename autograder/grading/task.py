"""Grading one hand-in as a task that any process can take: plain data in, a report out."""

from __future__ import annotations

import atexit
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder import __version__
from autograder.course.course import Assignment
from autograder.course.secret import seed_for
from autograder.errors import OperatorError, UnreadableSubmission
from autograder.report import Environment, Report, Status, SubmissionFacts
from autograder.submission.source import read_submission

if TYPE_CHECKING:
    from autograder.grading.grader import Grader


@dataclass(frozen=True)
class Task:
    """One hand-in to grade, and with what."""

    assignment: Assignment
    student: str
    path: Path
    error: str
    remarks: tuple[str, ...]
    isolation: str
    secret: bytes


_graders: dict[tuple[Path, str], Grader] = {}


def grade_task(task: Task) -> Report:
    """Grade one hand-in, whatever is wrong with it: a student's error is a report of zero, ours one without a score.

    Raises AuthorError alone: a course that is wrong grades nobody.
    """
    from autograder.grading.grader import CheckSet, Grader, Isolation

    if task.error:
        return unmarked_report(task, Status.UNREADABLE, task.error)
    key = (task.assignment.folder, task.isolation)
    try:
        submission = read_submission(task.path)
        grader = _graders.get(key)
        if grader is None:
            grader = Grader(CheckSet(task.assignment), Isolation(task.isolation))
            keep_grader(grader)
        seed = seed_for(task.secret, task.assignment.name, submission.digest)
        report = grader.grade(submission, task.student, seed)
    except UnreadableSubmission as problem:
        return unmarked_report(task, Status.UNREADABLE, str(problem))
    except OperatorError as problem:
        return unmarked_report(task, Status.UNGRADED, str(problem))
    remarks = [*task.remarks, *report.submission.remarks]
    facts = report.submission.model_copy(update={"file": task.path.name, "remarks": remarks})
    return report.model_copy(update={"submission": facts}).without_times()


def keep_grader(grader: Grader) -> None:
    """Have this process grade tasks of the grader's assignment with it, and close it in the end."""
    atexit.register(grader.close)
    _graders[grader.check_set.assignment.folder, grader.isolation.value] = grader


def release_graders() -> None:
    """Close the sandboxes that this process keeps for more tasks."""
    for grader in _graders.values():
        grader.close()
    _graders.clear()


def unmarked_report(task: Task, status: Status, message: str, digest: str = "") -> Report:
    """A report without checks: unreadable earns zero, ungraded no score at all."""
    spec = task.assignment.spec
    return Report(
        assignment=task.assignment.name,
        title=spec.title,
        course_digest=task.assignment.digest,
        student=task.student,
        status=status,
        message=message,
        score=0.0 if status is Status.UNREADABLE else None,
        max_score=spec.max_score,
        submission=SubmissionFacts(file=task.path.name, digest=digest, remarks=list(task.remarks)),
        seed=0,
        environment=Environment(rectify=__version__, python="", torch="", numpy="", isolation=task.isolation),
    )
