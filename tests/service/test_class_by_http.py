"""A class hands in by HTTP to the whole of `rectify serve`, with sandboxes, while things go wrong: nobody is lost."""

from __future__ import annotations

import pytest

from autograder.course.course import Course
from tests.benchmarks.handins_of_200 import Day, run
from tests.benchmarks.lms import MOODS
from tests.thorough import THOROUGH

pytestmark = [
    pytest.mark.skipif(not THOROUGH, reason="minutes long: with RECTIFY_THOROUGH=1"),
    pytest.mark.usefixtures("sandbox"),
]

DAYS = {
    "killed": Day(students=40, seconds=20, kills=12),
    "killed, on PostgreSQL": Day(students=40, seconds=20, kills=12, postgres=True),
    **{mood: Day(students=24, seconds=10, mood=mood) for mood in MOODS},
}


@pytest.mark.parametrize("day", DAYS.values(), ids=DAYS)
def test_everybody_is_graded_and_told_of(day: Day, course: Course) -> None:
    """One report each, that of `rectify grade`; one score each in the LMS; no process and no file is left."""
    found = run(day, course)
    assert list(found.problems) == []
    assert found.told_once + found.told_again >= day.students
    assert sum(found.killed.values()) == day.kills
