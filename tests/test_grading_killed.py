"""What grades is killed: that costs a try, and not the next ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.errors import SandboxUnavailable
from autograder.grading.grader import PUBLIC_SEED, CheckSet, Grader, Isolation
from autograder.sandbox.limits import Limits
from autograder.sandbox.zygote import Zygote
from autograder.submission.source import Submission, read_submission
from tests.service.school import RIGHT
from tests.small_course import make_small_course


def zygote_of(grader: Grader) -> Zygote:
    """The one that the grader will use next; it is started for that."""
    found = grader._sandbox.workers(Limits.of(grader.check_set.assignment.spec.limits))
    assert isinstance(found, Zygote)
    return found


def right(folder: Path) -> Submission:
    """All of the small course's points."""
    (folder / "work.py").write_bytes(RIGHT)
    return read_submission(folder / "work.py")


def test_a_zygote_that_is_killed_while_it_starts_is_replaced(tmp_path: Path) -> None:
    """A process that grades for days must not be left with it."""
    assignment, submission = make_small_course(tmp_path).assignment("units"), right(tmp_path)
    with Grader(CheckSet(assignment), Isolation.NONE) as grader:
        zygote_of(grader)._process.kill()
        with pytest.raises(SandboxUnavailable, match="The sandbox did not start"):
            grader.grade(submission, "Ada", PUBLIC_SEED)
        assert grader.grade(submission, "Ada", PUBLIC_SEED).score == 3


def test_a_zygote_that_is_killed_while_it_waits_costs_nothing(tmp_path: Path) -> None:
    """Whoever comes next is graded by another."""
    assignment, submission = make_small_course(tmp_path).assignment("units"), right(tmp_path)
    with Grader(CheckSet(assignment), Isolation.NONE) as grader:
        grader.warm_up()
        zygote_of(grader)._process.kill()
        assert grader.grade(submission, "Ada", PUBLIC_SEED).score == 3
