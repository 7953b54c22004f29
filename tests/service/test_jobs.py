"""A job: one file, graded in a process that keeps its sandboxes."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course.course import Course
from autograder.course.secret import seed_for
from autograder.errors import OperatorError
from autograder.grading.grader import PUBLIC_SEED
from autograder.grading.lasting import EndProcess
from autograder.grading.task import kept_graders
from autograder.report import Status
from autograder.sandbox import zygote
from autograder.service.jobs import Job, grade_job, sweep
from tests.service.school import RIGHT, WRONG
from tests.small_course import make_small_course


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    """One small course for this file, and no sandbox of its left behind, nor of others' in its way."""
    kept_graders.release()
    yield make_small_course(tmp_path_factory.mktemp("course"))
    kept_graders.release()


def job(course: Course, source: bytes = RIGHT, *, public_only: bool = False, isolation: str = "none") -> Job:
    return Job(
        course=course.root,
        assignment="units",
        digest=Course(course.root).assignment("units").digest,
        student="Ada",
        file_name="units.py",
        source=source,
        public_only=public_only,
        isolation=isolation,
        secret=b"s" * 32,
    )


def test_a_hand_in_is_graded_with_every_check_and_a_check_with_the_public_ones(course: Course) -> None:
    """In one sandbox, by turns; each with the inputs that belong to it."""
    for _ in range(2):
        full, public = grade_job(job(course)), grade_job(job(course, public_only=True))
        assert (full.score, full.max_score, len(full.checks)) == (3, 3, 2)
        assert (public.score, public.max_score, len(public.checks)) == (1, 1, 1)
        assert full.seed == seed_for(b"s" * 32, "units", full.submission.digest) and public.seed == PUBLIC_SEED
    assert grade_job(job(course, WRONG)).score == 0
    assert list(kept_graders._sandboxes) == ["none"]
    assert full.submission.file == "units.py" and full.student == "Ada"
    assert all(check.seconds is None for check in (*full.checks, *public.checks))


@pytest.mark.parametrize("public_only", [True, False])
def test_what_cannot_be_read_earns_zero(course: Course, public_only: bool) -> None:
    """The student's fault, in words."""
    found = grade_job(job(course, b"\0\0", public_only=public_only))
    assert (found.status, found.score) == (Status.UNREADABLE, 0) and "is no text" in found.message


def test_a_course_that_changed_needs_another_process(course: Course, tmp_path: Path) -> None:
    """Python keeps the checks that it has imported."""
    changed = make_small_course(tmp_path)
    grade_job(job(changed))
    checks = changed.assignment("units").hidden_checks
    checks.write_text(checks.read_text().replace("== 1", "== 2"))
    with pytest.raises(EndProcess, match="`units` was changed since this process has read it. Start the workers again"):
        grade_job(job(changed))
    assert kept_graders._sandboxes == {}


def test_a_course_that_is_another_here_grades_nobody(tmp_path: Path) -> None:
    """A machine of the cluster whose copy is old."""
    made = job(make_small_course(tmp_path))
    (tmp_path / "solutions/units/test_units.py").touch()
    other = Job(**{name: getattr(made, name) for name in Job.__slots__} | {"digest": "0" * 64})
    with pytest.raises(OperatorError, match="is not the same on every machine that grades. Copy the course again"):
        grade_job(other)


@pytest.mark.parametrize("public_only", [True, False])
def test_a_machine_without_a_sandbox_gives_no_score(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, public_only: bool
) -> None:
    """And the report says why."""

    def none() -> str:
        return "There are no walls here."

    monkeypatch.setattr(zygote, "why_no_sandbox", none)
    kept_graders.release()
    found = grade_job(job(make_small_course(tmp_path), public_only=public_only, isolation="shared"))
    kept_graders.release()
    assert (found.status, found.score, found.message) == (Status.UNGRADED, None, "There are no walls here.")


def test_walled_like_any_grading(sandbox: None, tmp_path: Path) -> None:
    """Each with a sandbox of its own, where that was asked for."""
    found = grade_job(job(make_small_course(tmp_path), isolation="fresh"))
    assert found.score == 3 and found.environment.isolation == "fresh"
    kept_graders.release()


def test_files_of_jobs_that_were_killed_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that are old: another worker may be at work."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name, age in (("rectify-job-old", 7200), ("rectify-job-new", 0), ("other", 7200)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (time.time() - age, time.time() - age))
    sweep()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "rectify-job-new"]
