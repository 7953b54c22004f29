"""One job of a grading process: plain data in, a report out. Runs wherever the executor has its processes."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.course.course import Assignment, Course
from autograder.errors import AutograderError, OperatorError
from autograder.grading.lasting import EndProcess
from autograder.grading.task import Task, check_task, grade_task, kept_graders
from autograder.report import Report

_PREFIX = "rectify-job-"
#: From when a folder is there, at the latest, its job has locked it.
_LOCKED_SECONDS = 10
#: Where there are no locks: longer does no job take.
_OLD_SECONDS = 3600


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
#: Sandboxes serve one at a time; a cluster's worker may have several threads all the same.
_turn = threading.Lock()


def grade_job(job: Job) -> Report:
    """Grade one file. The student's fault is a report of zero, the machine's a report without a score.

    Raises AuthorError where the course is wrong, OperatorError where it is another one here, EndProcess where the
    course was changed since this process has read it.
    """
    with _turn, job_folder() as folder:
        assignment = _assignment(job)
        path = folder / job.file_name
        path.write_bytes(job.source)
        task = Task(assignment, job.student, path, "", (), job.isolation, job.secret)
        try:
            return check_task(task) if job.public_only else grade_task(task)
        except AutograderError:
            raise
        except Exception:
            kept_graders.release()  # a mistake of ours: what it left must not fail everybody who comes next
            raise


@contextlib.contextmanager
def job_folder() -> Iterator[Path]:
    """A folder for one job's files, locked as long as this process is at it: whoever is killed lets go of it."""
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        lock = _lock(Path(name))
        try:
            yield Path(name)
        finally:
            if lock is not None:
                os.close(lock)


def sweep() -> None:
    """Remove the files of jobs that were killed in the middle of it."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            status = folder.lstat()
            is_ours = status.st_uid == os.getuid() if hasattr(os, "getuid") else True
            age = time.time() - status.st_mtime
            if not is_ours or not folder.is_dir() or folder.is_symlink() or age <= _LOCKED_SECONDS:
                continue
            lock = _lock(folder)  # raises OSError where a job holds it
            if lock is None and age <= _OLD_SECONDS:
                continue
            shutil.rmtree(folder)
            if lock is not None:
                os.close(lock)


def _lock(folder: Path) -> int | None:
    """An open folder that is locked; None where this system has no such locks. Raises OSError where another has it."""
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _assignment(job: Job) -> Assignment:
    assignment = Course(job.course).assignment(job.assignment)
    if _loaded.get(assignment.folder, job.digest) != job.digest:
        kept_graders.release()
        raise EndProcess(f"`{job.assignment}` was changed since this process has read it. Start the workers again.")
    if assignment.digest != job.digest:
        raise OperatorError(
            f"`{job.assignment}` in `{job.course}` is not the same on every machine that grades. Copy the course again."
        )
    _loaded[assignment.folder] = job.digest
    return assignment
