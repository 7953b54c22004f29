"""The class page, the table of grades, and the numbers behind them."""

import csv
import io

from autograder.feedback.analysis import (
    commonest_misconceptions,
    count_statuses,
    exercise_statistics,
    hardest_checks,
    summarise_scores,
)
from autograder.feedback.class_page import ClassRow, render_class
from autograder.feedback.gradebook_csv import render_grades_csv
from autograder.feedback.histogram import draw_histogram
from autograder.report import Outcome, Report, Status, SubmissionFacts
from tests.sample_reports import FAILED, HOSTILE, check, report, unread

MISTAKEN = {"hint": "It mirrors.", "misconception": "relu_absolute_value"}


def a_class() -> list[Report]:
    return [
        report("ada", check(), check("test_negative")),
        report("cy", check(), FAILED, exercise=MISTAKEN),
        report("di", check(), FAILED, exercise=MISTAKEN),
        unread("bo"),
        unread("ed", Status.UNGRADED),
    ]


def page_of(reports: list[Report]) -> str:
    return render_class([ClassRow(one, f"feedback/{i}.html", f"submissions/{i}.html") for i, one in enumerate(reports)])


def test_scores_leave_out_those_who_have_none() -> None:
    """Zero for the unreadable counts; the ungraded are no zero."""
    summary = summarise_scores(a_class())
    assert (summary.count, summary.mean, summary.median, summary.full) == (4, 2.0, 2.0, 1)
    assert sum(summary.bins) == 4


def test_the_hardest_check_comes_first() -> None:
    """By the share of those graded who passed it."""
    first = hardest_checks(a_class())[0]
    assert (first.title, first.passed, first.count) == ("test_negative holds.", 1, 3)


def test_a_check_that_does_not_count_is_not_hard() -> None:
    """It has not looked at the answer."""
    skipped = FAILED.model_copy(update={"outcome": Outcome.SKIPPED})
    assert [one.title for one in hardest_checks([report("ada", check(), skipped)])] == ["test_values holds."]


def test_misconceptions_are_counted_with_their_students() -> None:
    """Who behaves like what."""
    (found,) = commonest_misconceptions(a_class())
    assert found.students == ("cy", "di")
    assert found.hint == "It mirrors."


def test_exercises_have_their_means() -> None:
    """Over those who were graded."""
    (relu,) = exercise_statistics(a_class())
    assert (round(relu.mean, 3), relu.possible, relu.full, relu.count) == (2.667, 4.0, 1, 3)


def test_every_status_is_counted() -> None:
    """Also those that nobody has."""
    assert count_statuses(a_class()) == {Status.GRADED: 3, Status.UNREADABLE: 1, Status.UNGRADED: 1}


def test_an_empty_class_has_a_page() -> None:
    """No division by nobody."""
    assert "No submissions" in page_of([])
    assert summarise_scores([]).mean == 0.0


def test_the_class_page_shows_everybody() -> None:
    """Each with a link to their page."""
    page = page_of(a_class())
    assert all(f"<td>{student}</td>" in page for student in ("ada", "bo", "cy", "di", "ed"))
    assert 'href="submissions/0.html"' in page
    assert "It mirrors." in page


def test_nothing_of_a_submission_is_markup_on_the_class_page() -> None:
    """A student's name is text."""
    page = page_of([report(HOSTILE, FAILED.model_copy(update={"message": HOSTILE}))])
    assert "<script>alert" not in page


def test_the_table_has_one_row_each() -> None:
    """Sorted by student, the score empty where there is none."""
    rows = list(csv.reader(io.StringIO(render_grades_csv(a_class()))))
    assert rows[0] == ["student", "assignment", "score", "max_score", "status", "message"]
    assert rows[1] == ["ada", "rectifiers", "4", "4", "graded", ""]
    assert rows[2] == ["bo", "rectifiers", "0", "2", "unreadable", "The file is empty."]
    assert rows[5][2] == ""


def test_the_table_holds_what_was_remarked() -> None:
    """Where there is no message of its own."""
    facts = SubmissionFacts(file="a.py", digest="d", remarks=["`a.py` is empty."])
    assert render_grades_csv([report("ada", submission=facts)]).splitlines()[1].endswith(",graded,`a.py` is empty.")


def test_no_cell_is_a_formula() -> None:
    """A spreadsheet reads a name as a name."""
    for name in ("=1+1", "+1", "-1", "@x", "\t=1"):
        (_header, row) = csv.reader(io.StringIO(render_grades_csv([report(name)])))
        assert not row[0].startswith(("=", "+", "-", "@", "\t"))


def test_the_histogram_labels_its_bars() -> None:
    """Counts over bars; an empty bar has none."""
    svg = draw_histogram([0, 3, 1], 6.0)
    assert ">3</text>" in svg
    assert svg.count("<rect") == 3
