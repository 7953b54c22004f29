"""A mistake of ours in a job costs that job alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.course import Course
from autograder.grading.grader import Grader
from autograder.grading.task import kept_graders
from autograder.report import Report
from autograder.service.jobs import Job, grade_job
from tests.service.school import RIGHT
from tests.small_course import make_small_course


def test_what_a_mistake_leaves_is_not_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sandbox or a grader in a state that nobody foresaw would fail everybody who comes to this process."""
    course = make_small_course(tmp_path)
    digest = Course(course.root).assignment("units").digest
    job = Job(course.root, "units", digest, "Ada", "units.py", RIGHT, False, "none", b"s" * 32)

    def fails(*_anything: object) -> Report:
        raise OSError(9, "Bad file descriptor")

    kept_graders.release()
    with monkeypatch.context() as patched:
        patched.setattr(Grader, "grade", fails)
        with pytest.raises(OSError, match="Bad file descriptor"):
            grade_job(job)
    assert kept_graders._graders == {} and kept_graders._sandboxes == {}
    assert grade_job(job).score == 3
    kept_graders.release()
