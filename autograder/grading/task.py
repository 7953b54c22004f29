"""Grading one hand-in as a task that any process can take: plain data in, a report out."""

from __future__ import annotations

import atexit
from dataclasses import dataclass
from pathlib import Path

from autograder import __version__
from autograder.course.course import Assignment
from autograder.course.secret import seed_for
from autograder.errors import OperatorError, UnreadableSubmission
from autograder.grading.kept import KeptGraders
from autograder.report import Environment, Report, Status, SubmissionFacts
from autograder.submission.source import read_submission


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


#: What this process keeps for more tasks.
kept_graders = KeptGraders()
atexit.register(kept_graders.release)


def grade_task(task: Task) -> Report:
    """Grade one hand-in, whatever is wrong with it: a student's error is a report of zero, ours one without a score.

    Raises AuthorError alone: a course that is wrong grades nobody.
    """
    if task.error:
        return unmarked_report(task, Status.UNREADABLE, task.error)
    try:
        submission = read_submission(task.path)
        seed = seed_for(task.secret, task.assignment.name, submission.digest)
        report = kept_graders.of(task.assignment, task.isolation).grade(submission, task.student, seed)
    except UnreadableSubmission as problem:
        return unmarked_report(task, Status.UNREADABLE, str(problem))
    except OperatorError as problem:
        return unmarked_report(task, Status.UNGRADED, str(problem))
    remarks = [*task.remarks, *report.submission.remarks]
    facts = report.submission.model_copy(update={"file": task.path.name, "remarks": remarks})
    return report.model_copy(update={"submission": facts}).without_times()


def check_task(task: Task) -> Report:
    """The public checks' report, with the inputs that `rectify check` uses. Raises AuthorError alone."""
    try:
        submission = read_submission(task.path)
        grader = kept_graders.of(task.assignment, task.isolation, public_only=True)
        from autograder.grading.grader import PUBLIC_SEED

        return grader.grade(submission, task.student, PUBLIC_SEED).without_times()
    except UnreadableSubmission as problem:
        return unmarked_report(task, Status.UNREADABLE, str(problem))
    except OperatorError as problem:
        return unmarked_report(task, Status.UNGRADED, str(problem))


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
