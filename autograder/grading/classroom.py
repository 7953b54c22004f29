"""Grades a class: every hand-in gets a row, nothing is graded twice, and an interrupted run goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from dataclasses import dataclass, field

from autograder.course.course import Assignment
from autograder.errors import UnreadableSubmission, WrongUsage
from autograder.grading.executors import process_ended, tasks_ahead
from autograder.grading.store import ResultStore
from autograder.grading.task import Task, grade_task, unmarked_report
from autograder.report import Report, Status
from autograder.submission.handin import Handin
from autograder.submission.source import read_submission


@dataclass(frozen=True)
class Change:
    """What a regrade changed for one student, and why."""

    student: str
    before: float | None
    after: float | None
    reasons: tuple[str, ...]


@dataclass
class ClassResult:
    """Every report of the class, by hand-in key, and what happened on the way."""

    reports: dict[str, Report]
    graded: int = 0
    resumed: int = 0
    changes: list[Change] = field(default_factory=list)


def grade_class(
    assignment: Assignment,
    handins: Sequence[Handin],
    store: ResultStore,
    executor: Executor,
    *,
    secret: bytes,
    isolation: str,
    regrade: bool = False,
    progress: Callable[[str], None] = lambda _student: None,
) -> ClassResult:
    """Grade what has no valid report in ``store`` yet, or everything with ``regrade``.

    Raises AuthorError where the course is wrong, WrongUsage where the store holds another course's or version's
    grades. The store must be open.
    """
    before = {handin.key: store.load(handin.key) for handin in handins}
    if not regrade:
        _require_same_course(assignment, before)
    result = ClassResult({})
    tasks: dict[str, Task] = {}
    for handin in handins:
        task = Task(assignment, handin.student, handin.path, handin.error, handin.remarks, isolation, secret)
        kept = before[handin.key]
        if kept is not None and not regrade and _still_holds(kept, task):
            result.reports[handin.key] = kept
            result.resumed += 1
            progress(handin.student)
        else:
            tasks[handin.key] = task
    _run(tasks, executor, store, result, progress)
    for handin in handins:
        earlier, now = before[handin.key], result.reports[handin.key]
        if earlier is not None and (handin.key in tasks) and earlier.to_json() != now.to_json():
            change = explain_change(earlier, now)
            if change.reasons:
                result.changes.append(change)
    result.reports = {handin.key: result.reports[handin.key] for handin in handins}
    store.forget_others("reports", ".json", set(result.reports))
    return result


def _run(
    tasks: dict[str, Task],
    executor: Executor,
    store: ResultStore,
    result: ClassResult,
    progress: Callable[[str], None],
) -> None:
    waiting: dict[Future[Report], str] = {}
    # A few at a time: an inline executor grades inside submit(), and each report is to be kept as soon as it is there.
    queue = list(tasks)
    try:
        while queue or waiting:
            while queue and len(waiting) < tasks_ahead(executor):
                key = queue.pop(0)
                waiting[executor.submit(grade_task, tasks[key])] = key
            future = next(as_completed(waiting))
            key = waiting.pop(future)
            report = future.result()
            store.keep(key, report)
            result.reports[key] = report
            result.graded += 1
            progress(tasks[key].student)
    except BrokenExecutor as problem:
        for future, key in waiting.items():
            if future.done() and future.exception() is None:
                store.keep(key, future.result())
        raise process_ended() from problem


def _require_same_course(assignment: Assignment, before: dict[str, Report | None]) -> None:
    for report in before.values():
        if report is None:
            continue
        if report.assignment != assignment.name:
            raise WrongUsage(
                f"The folder holds grades of `{report.assignment}`, not of `{assignment.name}`. Choose another `--out`."
            )
        if report.course_digest != assignment.digest:
            raise WrongUsage(
                f"The grades in the folder were made by another version of `{assignment.name}`. "
                "Run again with `--regrade` to grade everybody by one version, or choose another `--out`."
            )


def _still_holds(report: Report, task: Task) -> bool:
    if report.status is Status.UNGRADED or report.environment.isolation != task.isolation:
        return False
    try:
        digest = "" if task.error else read_submission(task.path).digest
    except UnreadableSubmission as problem:
        return report == unmarked_report(task, Status.UNREADABLE, str(problem))
    if report.status is Status.UNREADABLE:
        return report == unmarked_report(task, Status.UNREADABLE, task.error)
    return report.submission.digest == digest


def explain_change(before: Report, after: Report) -> Change:
    """Who moved and why: what differs between two reports on one student, in words."""
    reasons: list[str] = []
    if before.submission.digest != after.submission.digest:
        reasons.append("the hand-in changed")
    if before.course_digest != after.course_digest:
        reasons.append("the assignment changed")
    if before.status is not after.status:
        reasons.append(f"{before.status} before, {after.status} now")
    earlier = {check.name: check for check in before.checks}
    moved = []
    for check in after.checks:
        old = earlier.get(check.name)
        if old is None:
            moved.append(f"new check {check.name}: {check.outcome}")
        elif (old.outcome, old.earned) != (check.outcome, check.earned):
            moved.append(f"{check.name}: {old.outcome} → {check.outcome}")
    moved += [f"check {name} is gone" for name in earlier if name not in {check.name for check in after.checks}]
    if not moved and before.score == after.score and before.status is after.status:
        return Change(after.student, before.score, after.score, ())
    return Change(after.student, before.score, after.score, (*reasons, *moved))
