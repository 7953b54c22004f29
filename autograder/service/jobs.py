"""One job of a grading process: plain data in, a report out. Runs wherever the executor has its processes."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.course import Assignment, Course
from autograder.errors import OperatorError, SandboxUnavailable, UnreadableSubmission
from autograder.grading.lasting import EndProcess
from autograder.grading.task import Task, grade_task, keep_grader, release_graders, unmarked_report
from autograder.report import Report, Status
from autograder.submission.source import read_submission

if TYPE_CHECKING:
    from autograder.grading.grader import Grader
    from autograder.sandbox.limits import Limits
    from autograder.sandbox.zygote import WorkerSource

_PREFIX = "rectify-job-"
_OLD_SECONDS = 3600
#: So many sandboxes one process keeps, one for all assignments of the same limits: each holds 160 MB while it waits.
_MOST_KEPT = 4


@dataclass(frozen=True, slots=True)
class Job:
    """A file to grade. ``digest`` is the assignment's, as whoever gave out the job has it."""

    course: Path
    assignment: str
    digest: str
    student: str
    file_name: str
    source: bytes
    public_only: bool
    isolation: str
    secret: bytes


#: The checks that this process has loaded, by the assignment's folder: Python keeps them for good.
_loaded: dict[Path, str] = {}
#: Those that run public checks alone, by the assignment's folder and the isolation.
_checkers: dict[tuple[Path, str], Grader] = {}
_kept: set[tuple[Path, str]] = set()
_sandboxes: dict[Limits, WorkerSource] = {}
#: Sandboxes serve one at a time; a cluster's worker may have several threads all the same.
_turn = threading.Lock()


def grade_job(job: Job) -> Report:
    """Grade one file. The student's fault is a report of zero, the machine's a report without a score.

    Raises AuthorError where the course is wrong, OperatorError where it is another one here, EndProcess where the
    course was changed since this process has read it.
    """
    with _turn, tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
        assignment = _assignment(job)
        path = Path(folder) / job.file_name
        path.write_bytes(job.source)
        task = Task(assignment, job.student, path, "", (), job.isolation, job.secret)
        if job.public_only:
            return _checked(task)
        _prepare(task)
        return grade_task(task)


def release() -> None:
    """Close every sandbox that this process keeps."""
    release_graders()
    for checker in _checkers.values():
        checker.close()
    for sandbox in _sandboxes.values():
        sandbox.close()
    for known in (_checkers, _kept, _sandboxes):
        known.clear()


def sweep() -> None:
    """Remove the files of jobs that were killed in the middle of it."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            status = folder.lstat()
            is_ours = status.st_uid == os.getuid() if hasattr(os, "getuid") else True
            if is_ours and folder.is_dir() and not folder.is_symlink() and time.time() - status.st_mtime > _OLD_SECONDS:
                shutil.rmtree(folder)


def _assignment(job: Job) -> Assignment:
    assignment = Course(job.course).assignment(job.assignment)
    if _loaded.get(assignment.folder, job.digest) != job.digest:
        release()
        raise EndProcess(f"`{job.assignment}` was changed since this process has read it. Start the workers again.")
    if assignment.digest != job.digest:
        raise OperatorError(
            f"`{job.assignment}` in `{job.course}` is not the same on every machine that grades. Copy the course again."
        )
    _loaded[assignment.folder] = job.digest
    return assignment


def _prepare(task: Task) -> None:
    """Give `grade_task` a grader whose sandbox other assignments use, too."""
    key = (task.assignment.folder, task.isolation)
    if key not in _kept:
        keep_grader(_grader(task, public_only=False))
        _kept.add(key)


def _grader(task: Task, *, public_only: bool) -> Grader:
    from autograder.grading.grader import CheckSet, Grader, Isolation

    workers = None if task.isolation == "fresh" else _sandbox(task)
    return Grader(CheckSet(task.assignment, public_only=public_only), Isolation(task.isolation), workers)


def _sandbox(task: Task) -> WorkerSource | None:
    """The sandbox for the assignment's limits; None where none can be opened, which the grader says in its report."""
    from autograder.sandbox.limits import Limits
    from autograder.sandbox.opening import open_workers

    limits = Limits.of(task.assignment.spec.limits)
    if limits not in _sandboxes:
        if len(_sandboxes) >= _MOST_KEPT:
            release()
        with contextlib.suppress(SandboxUnavailable):
            _sandboxes[limits] = open_workers(limits, walled=task.isolation != "none")
    return _sandboxes.get(limits)


def _checked(task: Task) -> Report:
    """The public checks' report, with the inputs that `rectify check` uses."""
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
