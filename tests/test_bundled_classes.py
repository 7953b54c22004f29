"""The bundled classes get what `class.toml` says, submission by submission: the truth was written down by reasoning."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.course.course import Assignment, Course
from autograder.grading.classroom import grade_class
from autograder.grading.executors import InlineExecutor
from autograder.grading.store import ResultStore
from autograder.report import Report, Status
from autograder.submission.handin import find_handins

ROOT = Path(__file__).parent.parent
NAMES = [assignment.name for assignment in Course(ROOT).assignments if assignment.bundled_class.is_dir()]


def truth(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((ROOT / "solutions" / name / "class.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=NAMES)
def graded(request: pytest.FixtureRequest, course: Course, sandbox: None, tmp_path_factory: Any) -> Any:
    """One assignment's class, graded in this process: others are busy with other tests."""
    assignment = course.assignment(request.param)
    store = ResultStore(tmp_path_factory.mktemp("results"))
    handins = find_handins([assignment.bundled_class], assignment.name)
    with store.open(), InlineExecutor() as executor:
        result = grade_class(assignment, handins, store, executor, secret=b"s" * 32, isolation="shared")
    return assignment, {report.student: report for report in result.reports.values()}


def test_the_truth_names_every_submission(graded: tuple[Assignment, dict[str, Report]]) -> None:
    """class.toml and the folder of the class list the same students, forty at least."""
    assignment, reports = graded
    assert set(truth(assignment.name)) == set(reports)
    assert len(reports) >= 40


def test_every_submission_gets_what_it_deserves(graded: tuple[Assignment, dict[str, Report]]) -> None:
    """Right exercises earn full marks, wrong ones do not, and a misconception is named where one is expected."""
    assignment, reports = graded
    wrong = [
        line for student, facts in truth(assignment.name).items() for line in disagreements(reports[student], facts)
    ]
    assert not wrong, "\n".join(wrong)


def disagreements(report: Report, facts: dict[str, Any]) -> Iterator[str]:
    """Where a report differs from what is written down about its submission."""
    if facts.get("status") == "unreadable":
        if report.status is not Status.UNREADABLE or report.score != 0 or not report.message:
            yield f"{report.student}: expected to be unreadable, is {report.status} with {report.score}"
        return
    if report.status is not Status.GRADED:
        yield f"{report.student}: {report.status}: {report.message}"
    loses = facts.get("loses", {})
    for exercise in report.exercises:
        if (exercise.earned < exercise.possible) != (exercise.name in loses):
            yield f"{report.student}: {exercise.name} earns {exercise.earned} of {exercise.possible} ({facts['is']})"
        elif loses.get(exercise.name) and exercise.misconception != loses[exercise.name]:
            expected = loses[exercise.name]
            yield f"{report.student}: {exercise.name} is taken for `{exercise.misconception}`, not `{expected}`"
