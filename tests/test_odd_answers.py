"""Answers that nobody foresaw: right ones earn everything, wrong ones lose where they are wrong.

`tests/data/right` and `tests/data/wrong` hold one submission a file, named `ASSIGNMENT__what.py`; a wrong one says in
its first line what it loses. What is found later is added there.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course.course import Course
from autograder.grading.task import kept_graders
from autograder.report import Report
from autograder.submission.source import read_submission

DATA = Path(__file__).parent / "data"


def files(kind: str) -> list[Path]:
    return sorted((DATA / kind).glob("*.py"))


@pytest.fixture(scope="module")
def graded(course: Course, sandbox: None) -> Callable[[Path], Report]:
    """Grades a file against the assignment that its name begins with, all in one sandbox."""

    def grade(path: Path) -> Report:
        grader = kept_graders.of(course.assignment(path.stem.partition("__")[0]), "shared")
        return grader.grade(read_submission(path), path.stem, 11)

    return grade


@pytest.mark.parametrize("path", files("right"), ids=lambda path: path.stem)
def test_a_right_answer_earns_everything(graded: Callable[[Path], Report], path: Path) -> None:
    """Whatever its style, and whatever stands around it in the file."""
    report = graded(path)
    assert not [(check.name, check.message) for check in report.checks if check.outcome != "passed"]
    assert report.score == report.max_score


@pytest.mark.parametrize("path", files("wrong"), ids=lambda path: path.stem)
def test_a_wrong_answer_loses_where_it_is_wrong(graded: Callable[[Path], Report], path: Path) -> None:
    """In that exercise, and in no other; what reaches into the process that grades loses everything."""
    said = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# loses: ").split()
    exercises = graded(path).exercises
    lost = [one.name for one in exercises if one.earned < one.possible]
    every = [one.name for one in exercises]
    assert lost == (every if said == ["everything"] else said)
