"""The class at a glance: distribution, hardest checks, commonest misconceptions, and everybody's row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from autograder.feedback.analysis import (
    commonest_misconceptions,
    count_statuses,
    exercise_statistics,
    hardest_checks,
    summarise_scores,
)
from autograder.feedback.histogram import draw_histogram
from autograder.feedback.templating import environment
from autograder.feedback.words import STATUSES
from autograder.report import Report, Status

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One report, with links, relative to the class page, to the student's page and to the full one."""

    report: Report
    student_page: str
    full_page: str


def render_class(rows: Sequence[ClassRow], *, leaderboard: str = "") -> str:
    """The class page, for the instructor alone: it shows everything. Same reports, same bytes.

    ``leaderboard``: the link to the board, where there is one.
    """
    reports = [row.report for row in rows]
    summary = summarise_scores(reports)
    hard = [check for check in hardest_checks(reports) if check.passed < check.count]
    return (
        environment()
        .get_template("class.html.jinja")
        .render(
            title=reports[0].title if reports else "No submissions",
            leaderboard=leaderboard,
            rows=sorted(rows, key=lambda row: row.report.student),
            summary=summary,
            statuses=STATUSES,
            counts={status: count for status, count in count_statuses(reports).items() if count},
            histogram=Markup(draw_histogram(summary.bins, summary.max_score)),  # noqa: S704  (numbers alone)
            exercises=exercise_statistics(reports),
            hard=hard[:_SHOWN],
            harder_left=max(0, len(hard) - _SHOWN),
            misconceptions=commonest_misconceptions(reports),
            shown=_SHOWN,
            graded=Status.GRADED,
        )
    )
