"""The views of a class's results: pages, the table of grades, the class page. All made anew from the reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from autograder.feedback.class_page import ClassRow, render_class
from autograder.feedback.gradebook_csv import render_grades_csv
from autograder.feedback.leaderboard import render_leaderboard
from autograder.feedback.page import render_feedback
from autograder.grading.store import ResultStore
from autograder.report import Report


def write_views(
    store: ResultStore,
    reports: Mapping[str, Report],
    *,
    release_hidden: bool,
    progress: Callable[[str], None] = lambda _student: None,
) -> None:
    """Write ``feedback/KEY.html`` (students'), ``submissions/KEY.html`` (instructors'), class page and CSV.

    Where something was measured there is a leaderboard, too. The same reports give the same bytes. Raises OperatorError
    where the disk refuses.
    """
    rows = []
    for key, report in reports.items():
        student_page, full_page = f"feedback/{key}.html", f"submissions/{key}.html"
        store.write(student_page, render_feedback(report, release_hidden=release_hidden))
        store.write(full_page, render_feedback(report, release_hidden=True))
        rows.append(ClassRow(report, student_page, full_page))
        progress(report.student)
    for folder in ("feedback", "submissions"):
        store.forget_others(folder, ".html", set(reports))
    has_board = any(check.measurements for report in reports.values() for check in report.checks)
    if has_board:
        store.write("leaderboard.html", render_leaderboard(list(reports.values())))
    store.write("index.html", render_class(rows, leaderboard="leaderboard.html" if has_board else ""))
    store.write("grades.csv", render_grades_csv(list(reports.values())))
