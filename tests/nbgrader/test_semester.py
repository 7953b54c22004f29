"""A semester by nbgrader's own commands and pages: from `rectify nbgrader init` to the exported grades."""

from __future__ import annotations

import csv
import shutil
from typing import Any

import pytest

from autograder.report import Report
from tests.nbgrader.gradebook_dump import Dump
from tests.nbgrader.semester import ASSIGNMENT, HTML, LOOT, ROOT, TITLE, Semester, again, begin, grade
from tests.postgres import Server

NOTEBOOK = f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb"


@pytest.fixture(scope="module")
def semester(sandbox: None, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Semester:
    """All of it, up to the feedback in the exchange and the grades in a file."""
    folder = tmp_path_factory.mktemp("semester")
    instructor = begin(folder, folder / "home")
    url = f"sqlite:///{instructor.folder}/gradebook.db"
    seen = grade(instructor, browser, url, "nbgrader", "autograde", ASSIGNMENT)
    instructor.types("nbgrader", "generate_feedback", ASSIGNMENT)
    instructor.types("nbgrader", "release_feedback", ASSIGNMENT)
    instructor.types("nbgrader", "export")
    return Semester(instructor, url, seen)


@pytest.fixture(scope="module")
def gradebook(semester: Semester) -> Dump:
    """The gradebook at the end."""
    return semester.gradebook()


def auto_scores(gradebook: Dump, student: str) -> dict[str, float]:
    """What the autograder gave, by exercise."""
    start = f"Grade {ASSIGNMENT}/{student}/{ASSIGNMENT}/check_"
    return {name.removeprefix(start): one["auto_score"] for name, one in gradebook.items() if name.startswith(start)}


def test_students_get_neither_solutions_nor_rubrics(semester: Semester) -> None:
    """What is released has the stubs and the questions, and that is all."""
    text = (semester.folder.parent / "exchange/course/outbound" / NOTEBOOK).read_text(encoding="utf-8")
    assert "raise NotImplementedError" in text and "YOUR ANSWER HERE" in text
    assert not any(secret in text for secret in ("SOLUTION", "MARK SCHEME", "MODEL ANSWER", "full answer"))


def test_scores_are_those_of_rectify_grade(semester: Semester, gradebook: Dump) -> None:
    """To the last digit, for every exercise of everybody: the same engine, seeds and checks."""
    handed_in, results = semester.folder.parent / "handed_in", semester.folder.parent / "results"
    handed_in.mkdir()
    for path in (semester.folder / "submitted").glob(f"*/{NOTEBOOK}"):
        shutil.copy(path, handed_in / f"{path.parent.parent.name}.ipynb")
    semester.instructor.types("rectify", "--course", ROOT, "grade", ASSIGNMENT, handed_in, "--out", results)
    reports = [Report.model_validate_json(path.read_bytes()) for path in (results / "reports").glob("*.json")]
    assert len(reports) == 4
    for report in reports:
        assert auto_scores(gradebook, report.student) == {one.name: one.earned for one in report.exercises}


def test_right_wrong_and_missing_answers_earn_what_they_deserve(gradebook: Dump) -> None:
    """All for the solutions, part of it for one mistake, nothing for stubs."""
    scores = {student: auto_scores(gradebook, student) for student in ("ada", "bob", "cy", "eve")}
    assert set(scores["ada"].values()) == {10.0}
    assert scores["bob"].pop("relu") == 4.0 and set(scores["bob"].values()) == {10.0}
    assert set(scores["cy"].values()) == {0.0}
    assert scores["eve"].pop("relu") < 10 and set(scores["eve"].values()) == {10.0}


def test_nothing_that_was_handed_in_ran_outside_the_sandbox(semester: Semester) -> None:
    """A file that an answer tries to write is nowhere, and a script in an answer is text in the formgrader."""
    assert not list(semester.folder.rglob(LOOT))
    assert semester.seen["title"] == ASSIGNMENT != TITLE
    assert "onerror" in semester.seen["eve"]
    # The formgrader's formulas come from the network, which tests do not have.
    assert semester.seen["complaints"] <= {"MathJax is not defined"}


def test_the_formgrader_explains_the_score(semester: Semester) -> None:
    """The failed check and the hint of the mistake stand in the cell that lost the points."""
    assert "stops growing at 6" in semester.seen["bob"]


def test_the_formgrader_counts_what_is_to_be_graded_by_hand(semester: Semester) -> None:
    """Whoever answered a question waits for a grader; nobody else does."""
    before = {row[1]: row for row in semester.seen["before"]}
    assert {student for student, row in before.items() if "needs manual grading" in row} == {"ada", "eve"}
    assert before["cy"][3:5] == ["graded", "0 / 68"]
    after = {row[1]: row for row in semester.seen["after"]}
    assert after["ada"][4] == "62.5 / 68"


def test_a_manual_score_and_its_comment_survive_a_regrade(gradebook: Dump) -> None:
    """Autograded again with --force, the score is kept, and marked to be looked at once more."""
    place = f"{ASSIGNMENT}/ada/{ASSIGNMENT}/question_maximum_form"
    grade = gradebook[f"Grade {place}"]
    assert (grade["auto_score"], grade["manual_score"], grade["score"]) == (None, 2.5, 2.5)
    assert grade["needs_manual_grade"]
    assert gradebook[f"Comment {place}"]["comment"] == "Mind the **sign**."


def test_late_work_loses_by_the_policy_and_keeps_its_score(gradebook: Dump) -> None:
    """One day at 10% of the points; the score itself stays as it was earned."""
    bob = gradebook[f"SubmittedAssignment {ASSIGNMENT}/bob"]
    assert bob["late_submission_penalty"] == pytest.approx(6.8)
    assert bob["score"] == sum(auto_scores(gradebook, "bob").values())
    assert gradebook[f"SubmittedAssignment {ASSIGNMENT}/ada"]["late_submission_penalty"] == 0


def feedback(semester: Semester, student: str) -> str:
    return (semester.folder / "feedback" / student / f"{ASSIGNMENT}/{ASSIGNMENT}.html").read_text(encoding="utf-8")


def test_feedback_shows_scores_comments_and_hints(semester: Semester, browser: Any) -> None:
    """As a student opens it."""
    pages = {}
    for student in ("ada", "bob"):
        page = browser.new_page()
        page.goto((semester.folder / "feedback" / student / f"{ASSIGNMENT}/{ASSIGNMENT}.html").as_uri())
        pages[student] = page.inner_text("body")
        page.close()
    assert "Score: 62.5 / 68.0" in pages["ada"] and "Mind the sign." in pages["ada"]
    assert "Late submission penalty (Score: -6.8)" in pages["bob"] and "stops growing at 6" in pages["bob"]


def test_feedback_keeps_model_answers_and_scripts_back(semester: Semester) -> None:
    """The rubric is for students, the model answer is not; what is text in the formgrader is text here."""
    page = feedback(semester, "eve")
    assert "What earns points" in page
    assert "A full answer" not in page and "MODEL ANSWER" not in page
    assert HTML not in page


def test_feedback_is_released_for_everyone(semester: Semester) -> None:
    """One page each in the exchange, under names that only its student can work out."""
    assert len(list((semester.folder.parent / "exchange/course/feedback").glob("*.html"))) == 4


def test_nbgrader_exports_the_grades(semester: Semester, gradebook: Dump) -> None:
    """Its own CSV has the scores, less what was late."""
    with (semester.folder / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert float(rows["ada"]["score"]) == 62.5
    bob = gradebook[f"SubmittedAssignment {ASSIGNMENT}/bob"]
    assert float(rows["bob"]["score"]) == pytest.approx(bob["score"] - 6.8)


@pytest.fixture(scope="module")
def on_postgres(
    semester: Semester, browser: Any, postgres: Server, tmp_path_factory: pytest.TempPathFactory
) -> Semester:
    """The same hand-ins once more, graded by `rectify nbgrader autograde` into a gradebook on PostgreSQL."""
    url = postgres.new_database()
    instructor = again(semester.instructor, tmp_path_factory.mktemp("postgres"), url)
    quick = ["rectify", "--course", str(ROOT), "nbgrader", "autograde", ASSIGNMENT, "--jobs", "2"]
    return Semester(instructor, url, grade(instructor, browser, url, *quick))


def test_two_at_a_time_gives_the_same_gradebook(on_postgres: Semester, semester: Semester) -> None:
    """`rectify nbgrader autograde` leaves what `nbgrader autograde` leaves, on whatever database."""
    assert on_postgres.seen["autograded"] == semester.seen["autograded"]


def test_on_postgres_the_gradebook_is_the_same(on_postgres: Semester, gradebook: Dump) -> None:
    """Every score, comment, time and penalty in the end; and SQLite has no part in it."""
    assert on_postgres.gradebook() == gradebook
    assert not list(on_postgres.folder.glob("gradebook.db*"))


def test_on_postgres_the_formgrader_shows_the_same(on_postgres: Semester, semester: Semester) -> None:
    """Tables, explanations and titles that people see."""
    assert on_postgres.seen == semester.seen
