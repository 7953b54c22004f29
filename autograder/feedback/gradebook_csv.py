"""The class's scores as CSV: one row for each submission, whatever happened to it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from autograder.feedback.words import format_points, plain
from autograder.report import Report

HEADER = ("student", "assignment", "score", "max_score", "status", "message")

#: A spreadsheet takes a cell that begins so for a formula, and a student may choose such a name.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def render_grades_csv(reports: Sequence[Report]) -> str:
    """The table, sorted by student. The score is empty where there is none: never zero for what was not graded.

    The message says why there is none, or what was remarked on reading and running the file.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for report in sorted(reports, key=lambda report: (report.student, report.submission.file)):
        score = "" if report.score is None else format_points(report.score)
        words = [_cell(report.student), report.assignment, score, format_points(report.max_score), report.status.value]
        writer.writerow([*words, _cell(report.message or " ".join(report.submission.remarks))])
    return text.getvalue()


def _cell(text: str) -> str:
    flat = " ".join(plain(text).split())
    return f"'{flat}" if flat.startswith(_FORMULA_SIGNS) else flat
