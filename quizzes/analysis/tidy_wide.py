"""The project's own table with a row for each student: `student`, then a column for each item.

A row `possible` gives the points of the items, a row `key` their right responses. Where an item has a key, or the bank
knows it, its cells are responses; else they are points.
"""

from __future__ import annotations

from dataclasses import replace

from quizzes.analysis.banked import bank_item, graded_cell, keys_in, seen
from quizzes.analysis.numerals import NOTHING
from quizzes.analysis.reading import Reading
from quizzes.analysis.refusals import refused
from quizzes.analysis.responses import MISSING, Answer, ItemSeen, Responses, Sitting, State
from quizzes.analysis.text_table import Row, Table
from quizzes.bank import Bank
from quizzes.errors import quoted

SOURCE = "table with a row for each student"
STUDENT, ATTEMPT = "student", "attempt"
KEY, POSSIBLE = "key", "possible"


def is_wide(table: Table) -> bool:
    """Whether the first column is `student`, and another follows."""
    return table.header.cells[0].lower() == STUDENT and len(table.header.cells) > 1


def read_wide(table: Table, bank: Bank | None = None) -> Responses:
    """The responses in the table. Raises TableError with every cell that is not understood."""
    return _Wide(table, bank).responses()


class _Wide:
    """The table being read: the rows that are about items, and the columns that hold them."""

    def __init__(self, table: Table, bank: Bank | None) -> None:
        self.reading = Reading(table)
        self.bank = bank
        header = [cell.lower() for cell in table.header.cells]
        self.attempt = header.index(ATTEMPT) if ATTEMPT in header else None
        about = {name: [row for row in table.rows if row.cells[0].lower() == name] for name in (KEY, POSSIBLE)}
        for name, rows in about.items():
            for row in rows[1:]:
                self.reading.wrong(row, 0, f"is a second row {quoted(name)}", "one for the whole table")
        self.key = about[KEY][0] if about[KEY] else None
        self.worth = about[POSSIBLE][0] if about[POSSIBLE] else None
        self.rows = [row for row in table.rows if row.cells[0].lower() not in (KEY, POSSIBLE)]
        self.columns = [place for place in range(1, len(header)) if place != self.attempt and self.holds_an_item(place)]

    def holds_an_item(self, place: int) -> bool:
        """Whether a column has a name; one without is reported where it holds something."""
        if not self.reading.table.header.cells[place]:
            self.reading.unused({place})
            return False
        return True

    def responses(self) -> Responses:
        self.unlike_names()
        items = {place: self.item(place) for place in self.columns}
        self.reading.finish()
        if not items:
            raise refused(self.reading.table.file, "has no item", "a column for each item after `student`", line=1)
        sittings = [self.sitting(row, items) for row in self.rows]
        self.reading.finish()
        return Responses(SOURCE, tuple(items.values()), sittings, self.reading.remarks)

    def unlike_names(self) -> None:
        header = self.reading.table.header
        for place in self.columns:
            first = header.cells.index(header.cells[place])
            if first < place:
                self.reading.wrong(header, place, f"is the name of column {first + 1} too", "names that differ")

    def item(self, place: int) -> ItemSeen:
        name = self.reading.table.header.cells[place]
        known = bank_item(self.bank, name)
        key = self.key.cells[place] if self.key else ""
        found = seen(known) if known else ItemSeen(name, "", 1.0, keys_in(key))
        if self.bank and known is None:
            self.reading.remarks.say(f"the bank has no item {quoted(name)}: it is read without it")
        if self.worth is None or self.worth.cells[place] in NOTHING:
            return found
        possible = self.reading.number(self.worth, place, "the item's points")
        if possible is not None and possible <= 0:
            self.reading.wrong(self.worth, place, f"{possible:g} points", "more than 0")
        return replace(found, possible=possible or 1.0)

    def sitting(self, row: Row, items: dict[int, ItemSeen]) -> Sitting:
        if not row.cells[0]:
            self.reading.wrong(row, 0, "is empty", "the student's name or id")
        number = None
        if self.attempt is not None and row.cells[self.attempt]:
            number = self.reading.number(row, self.attempt, "the attempt's number")
        answers = tuple(self.answer(row, place, item) for place, item in items.items())
        return Sitting(row.cells[0], row.line, answers, () if number is None else (number,))

    def answer(self, row: Row, place: int, item: ItemSeen) -> Answer:
        if row.cells[place] in NOTHING:
            return MISSING
        known = bank_item(self.bank, item.name)
        key = self.key.cells[place] if self.key else ""
        if known or key:
            return graded_cell(self.reading, row, place, item, of_bank=known, key=key)
        before = len(self.reading.problems)
        earned = self.reading.points(row, place, item.possible)
        if len(self.reading.problems) > before:
            problem = self.reading.problems[-1]
            self.reading.problems[-1] = replace(problem, allowed=f"{problem.allowed}; {self.hint()}")
        return Answer(State.GIVEN, earned)

    def hint(self) -> str:
        """How to say that cells are responses, or that items are worth more."""
        lacking = [name for name, row in ((POSSIBLE, self.worth), (KEY, self.key)) if row is None]
        rows = {
            POSSIBLE: "a row `possible` gives the items' points where they are not 1",
            KEY: "a row `key`, or `--bank`, makes cells responses",
        }
        return "; ".join(rows[name] for name in lacking) or "see docs/QUIZZES.md"
