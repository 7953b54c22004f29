"""One sandbox for all assignments: what each may use up is its own, and what broke is built anew."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.grading.kept import KeptGraders
from autograder.sandbox.inside.calls import Want
from autograder.sandbox.opening import KeptSandbox
from autograder.sandbox.session import Session
from autograder.sandbox.zygote import Zygote
from autograder.submission.source import read_submission
from tests.box import PATIENT
from tests.service.school import RIGHT
from tests.small_course import make_small_course

_BOUNDS = "import resource\ndef f(): return resource.getrlimit(resource.RLIMIT_CPU)[0]\n"
_RLIMIT_CPU_SECONDS = 60


@pytest.fixture
def kept(sandbox: None) -> Iterator[KeptSandbox]:
    """Behind walls, not open yet."""
    with closing(KeptSandbox(walled=True)) as made:
        yield made


def _process(kept: KeptSandbox) -> int:
    workers = kept.workers(PATIENT)
    assert isinstance(workers, Zygote)
    return workers._process.pid


def test_each_submission_is_bounded_by_its_own_limits(kept: KeptSandbox) -> None:
    """The worker that was forked ahead is not one for the next submission, where that has other limits."""
    short = replace(PATIENT, cpu_seconds=2.0)
    first = _process(kept)
    for limits in (PATIENT, PATIENT, short, PATIENT):
        session = Session(kept.workers(limits), [("work.py", _BOUNDS)])
        seconds = session.call("f", [((), {})], Want())[0].value
        session.close()
        assert seconds == _RLIMIT_CPU_SECONDS * limits.cpu_seconds
    assert _process(kept) == first


def test_another_size_of_scratch_folder_is_another_sandbox(kept: KeptSandbox) -> None:
    """It is mounted when the walls are built."""
    first = kept.workers(PATIENT)
    other = kept.workers(replace(PATIENT, scratch_mb=PATIENT.scratch_mb + 1))
    assert other is not first
    assert other.limits.scratch_mb == PATIENT.scratch_mb + 1


def test_a_closed_sandbox_is_opened_again(kept: KeptSandbox) -> None:
    """By whoever wants it next."""
    first = _process(kept)
    kept.close()
    kept.close()
    assert _process(kept) != first


def test_graders_of_a_process_share_a_sandbox_and_one_that_breaks_it_costs_the_others_nothing(
    sandbox: None, tmp_path: Path
) -> None:
    """All checks and the public ones, of two courses with different limits."""
    assignments = [make_small_course(tmp_path / name).assignment("units") for name in ("a", "b")]
    with (assignments[1].folder / "assignment.toml").open("a") as stream:
        stream.write("[limits]\ncpu_seconds = 5.0\n")
    path = tmp_path / "units.py"
    path.write_bytes(RIGHT)
    submission = read_submission(path)
    kept = KeptGraders()
    graders = [kept.of(one, "shared", public_only=public) for one in assignments for public in (False, True)]
    assert graders == [kept.of(one, "shared", public_only=public) for one in assignments for public in (False, True)]
    (shared,) = kept._sandboxes.values()
    for _ in range(2):
        found = [grader.grade(submission, "ada", 1) for grader in graders]
        assert [report.score for report in found] == [3, 1, 3, 1]
        os.killpg(_process(shared), signal.SIGKILL)
    kept.release()
    assert kept._sandboxes == {}
