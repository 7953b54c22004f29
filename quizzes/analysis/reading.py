"""What readers of all formats share: mistakes told together, scores kept within bounds, unused columns named."""

from __future__ import annotations

from collections.abc import Collection

from quizzes.analysis.numerals import number_in
from quizzes.analysis.refusals import TableError
from quizzes.analysis.remarks import Remarks
from quizzes.analysis.text_table import Row, Table
from quizzes.errors import Problem, quoted

#: Points are rounded in exports: so much more than all is all.
ROUNDED = 1e-6


class Reading:
    """A table being read: its remarks so far, and the mistakes found in it."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.remarks = Remarks()
        self.remarks.extend(table.remarks)
        self.problems: list[Problem] = []

    def wrong(self, row: Row, place: int, what: str, allowed: str) -> None:
        """Keep a mistake in a cell."""
        self.problems.append(self.table.problem(row, place, what, allowed))

    def finish(self) -> None:
        """Raise TableError where there were mistakes."""
        if self.problems:
            raise TableError(self.problems)

    def number(self, row: Row, place: int, what: str) -> float | None:
        """The number in a cell, and a mistake where it holds none; ``what`` says what is wanted there."""
        found = number_in(row.cells[place])
        if found is None:
            self.wrong(row, place, f"{quoted(row.cells[place])} is no number", f"wanted: {what}, such as 1 or 0.5")
        return found

    def points(self, row: Row, place: int, possible: float) -> float | None:
        """The points in a cell, from 0 to ``possible``; a mistake where they are not."""
        found = self.number(row, place, f"points from 0 to {possible:g}")
        if found is None or 0 <= found <= possible + ROUNDED:
            return None if found is None else min(found, possible)
        self.wrong(row, place, f"{found:g} points of {possible:g}", f"from 0 to {possible:g}")
        return None

    def bounded_points(self, row: Row, place: int, possible: float) -> float | None:
        """The points in a cell of an LMS, where extra points and points taken off are no mistake, but reported."""
        found = self.number(row, place, f"points from 0 to {possible:g}")
        if found is None:
            return None
        if not -ROUNDED <= found <= possible + ROUNDED:
            self.remarks.say_of(row.line, "points above an item's points count as all of them, and below 0 as 0")
        return min(max(found, 0.0), possible)

    def unused(self, places: Collection[int]) -> None:
        """Report the columns that the analysis makes nothing of, but for empty ones without a name."""
        named = [
            self.table.name(place)
            for place in sorted(places)
            if self.table.header.cells[place] or any(self.table.column(place))
        ]
        if named:
            self.remarks.say(f"columns that are not used: {', '.join(quoted(name) for name in named)}")
