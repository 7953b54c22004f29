"""In a submission that is graded, the notebook's own checks are harmless and silent: same points, no remark."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course.course import Course
from autograder.grading.grader import CheckSet, Grader, Isolation
from autograder.submission.source import read_submission
from tests.small_course import make_small_course

CALLS = """
check(relu)
check('relu', assignment='units')
points = check(relu)
print(points)
for one in (relu,):
    check(one)
"""
FORMS = [
    ("from autograder.notebook import check", CALLS),
    ("from autograder.notebook import check as look", "look(relu)"),
    ("import autograder.notebook", "autograder.notebook.check(relu)"),
    ("from autograder import notebook", "def later():\n    return notebook.check()\nlater()"),
]


@pytest.fixture(scope="module", params=[Isolation.SHARED, Isolation.NONE])
def grader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grader]:
    """As `rectify grade` and as `rectify check` have it."""
    if request.param is Isolation.SHARED:
        request.getfixturevalue("sandbox")
    course: Course = make_small_course(tmp_path_factory.mktemp("course"))
    with Grader(CheckSet(course.assignment("units")), request.param) as made:
        yield made


def notebook(path: Path, *cells: str) -> Path:
    entries = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": text} for text in cells]
    path.write_text(json.dumps({"cells": entries, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    return path


@pytest.mark.parametrize(("head", "calls"), FORMS)
@pytest.mark.parametrize(("code", "points"), [("return x if x > 0 else 0 * x", 3), ("return -x", 0)])
def test_a_check_in_a_submission_changes_nothing(
    grader: Grader, tmp_path: Path, head: str, calls: str, code: str, points: float
) -> None:
    """Whatever way it is imported and called."""
    answer = f"def relu(x):\n    {code}\n"
    without = grader.grade(read_submission(notebook(tmp_path / "a.ipynb", "", answer, "")), "", 1)
    report = grader.grade(read_submission(notebook(tmp_path / "a.ipynb", head, answer, calls)), "", 1)
    assert report.submission.remarks == []
    assert report.score == points
    plain = {"submission": without.submission}
    assert report.without_times().model_copy(update=plain) == without.without_times()
