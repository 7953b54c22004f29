"""The class table as CSV: everybody's row, for a spreadsheet that takes no text of it for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime

from autograder.feedback.words import format_points
from autograder.gradetables.cells import inert
from autograder.web.teaching.rows import Row

HEADER = (
    "name",
    "email",
    "key",
    "score",
    "max_score",
    "state",
    "attempts",
    "last_at",
    "late",
    "set_by_hand",
    "passback",
    "left",
)


def render_class_csv(rows: Sequence[Row]) -> str:
    """The table. A score is empty where there is none; times are UTC."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for row in rows:
        standing = row.standing
        last = (
            "" if standing.last_at is None else datetime.fromtimestamp(standing.last_at, UTC).isoformat("T", "seconds")
        )
        writer.writerow(
            [
                inert(standing.person.name),
                inert(standing.person.email),
                inert(standing.person.key),
                "" if standing.score is None else format_points(standing.score),
                format_points(standing.max_score),
                row.words,
                standing.attempts,
                last,
                "late" if row.is_late else "",
                inert(standing.override.reason) if standing.override else "",
                row.sent.words if row.sent else "",
                "left" if row.left_at is not None else "",
            ]
        )
    return text.getvalue()
