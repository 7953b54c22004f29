"""The project's own table with a row for each response: `student,item,response,earned,possible`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from quizzes.analysis.banked import bank_item, graded_cell, keys_in, labels_of, response_in, seen
from quizzes.analysis.numerals import NOTHING
from quizzes.analysis.reading import Reading
from quizzes.analysis.responses import MISSING, NOT_SHOWN, Answer, ItemSeen, Responses, Sitting, State
from quizzes.analysis.text_table import Row, Table
from quizzes.bank import Bank
from quizzes.errors import ResponseError, quoted
from quizzes.items.base import Item

SOURCE = "table with a row for each response"
REQUIRED = ("student", "item")
COLUMNS = (*REQUIRED, "response", "earned", "possible", "key", "attempt", "seed")


def is_long(table: Table) -> bool:
    """Whether the header names students and items."""
    return set(REQUIRED) <= {cell.lower() for cell in table.header.cells}


def read_long(table: Table, bank: Bank | None = None) -> Responses:
    """The responses in the table. Raises TableError with every cell that is not understood.

    Points stand in ``earned``; where they do not, the response is graded by the ``bank``, or compared with ``key``.
    """
    return _Long(table, bank).responses()


class _Long:
    """The table being read."""

    def __init__(self, table: Table, bank: Bank | None) -> None:
        self.reading = Reading(table)
        self.bank = bank
        self.places = {cell.lower(): place for place, cell in reversed(list(enumerate(table.header.cells)))}
        self.items: dict[str, ItemSeen] = {}

    def responses(self) -> Responses:
        rows: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
        for row in self.reading.table.rows:
            self.keep(row, rows)
        if not self.reading.problems:
            self.items = {name: self.item(name, of) for name, of in _by_item(rows).items()}
        self.reading.finish()
        sittings = [self.sitting(student, attempt, of) for (student, attempt), of in rows.items()]
        known = {self.places[name] for name in COLUMNS if name in self.places}
        self.reading.unused(set(range(len(self.reading.table.header.cells))) - known)
        self.reading.finish()
        return Responses(SOURCE, tuple(self.items.values()), sittings, self.reading.remarks)

    def cell(self, row: Row, name: str) -> str:
        """The cell in a named column, "" where there is no such column."""
        return row.cells[self.places[name]] if name in self.places else ""

    def keep(self, row: Row, rows: dict[tuple[str, str], dict[str, Row]]) -> None:
        for name in REQUIRED:
            if not self.cell(row, name):
                self.reading.wrong(row, self.places[name], "is empty", f"the {name}'s name or id")
        student, item = self.cell(row, "student"), self.cell(row, "item")
        of = rows[student, self.cell(row, "attempt")]
        if first := of.get(item):
            what = f"this student's {quoted(item)} stands in line {first.line} too"
            self.reading.wrong(
                row, self.places["item"], what, "one row for each; number attempts in a column `attempt`"
            )
        of.setdefault(item, row)

    def item(self, name: str, rows: list[Row]) -> ItemSeen:
        """What is known of an item: from the bank, and from its points in the file."""
        possible, known = self.possible(rows), bank_item(self.bank, name)
        if known is None:
            if self.bank:
                self.reading.remarks.say(f"the bank has no item {quoted(name)}: its options are those that were chosen")
            keys = {cell for row in rows if (cell := self.cell(row, "key"))}
            options = keys_in(keys.pop()) if len(keys) == 1 else ()
            return ItemSeen(name, "", 1.0 if possible is None else possible, options)
        return replace(seen(known), possible=known.points if possible is None else possible)

    def possible(self, rows: list[Row]) -> float | None:
        """The points in the file, the same in all rows; None where it has none."""
        if "possible" not in self.places:
            return None
        place, found = self.places["possible"], None
        for row in rows:
            number = self.reading.number(row, place, "the item's points")
            if number is not None and number <= 0:
                self.reading.wrong(row, place, f"{number:g} points", "more than 0")
            elif number is not None and found is not None and number != found:
                self.reading.wrong(row, place, f"{number:g} points, and {found:g} before", "the same for all students")
            found = number if found is None else found
        return found

    def sitting(self, student: str, attempt: str, rows: dict[str, Row]) -> Sitting:
        answers = tuple(
            self.answer(rows[name], item) if name in rows else NOT_SHOWN for name, item in self.items.items()
        )
        first = min(rows.values(), key=lambda row: row.line)
        number = self.reading.number(first, self.places["attempt"], "the attempt's number") if attempt else None
        return Sitting(student, first.line, answers, () if number is None else (number,))

    def answer(self, row: Row, item: ItemSeen) -> Answer:
        response, cell = self.cell(row, "response"), self.cell(row, "earned")
        if cell not in NOTHING:
            earned = self.reading.points(row, self.places["earned"], item.possible)
            if "response" in self.places and not response and not earned:
                return MISSING
            return Answer(State.GIVEN, earned, response, _labels(bank_item(self.bank, item.name), response))
        if not response:
            return MISSING
        key, seed = self.cell(row, "key"), self.cell(row, "seed")
        known = bank_item(self.bank, item.name)
        return graded_cell(self.reading, row, self.places["response"], item, of_bank=known, key=key, seed=seed)


def _labels(item: Item | None, response: str) -> tuple[str, ...]:
    """The options in a response that has its points already: by their ids, where the bank knows the item."""
    if not response:
        return ()
    try:
        return labels_of(item, response_in(item, response)) if item else (response,)
    except ResponseError:
        return (response,)


def _by_item(rows: dict[tuple[str, str], dict[str, Row]]) -> dict[str, list[Row]]:
    """All rows of each item, items in the order in which they first stand."""
    found: dict[str, list[Row]] = defaultdict(list)
    every = [(row, name) for of in rows.values() for name, row in of.items()]
    for row, name in sorted(every, key=lambda each: each[0].line):
        found[name].append(row)
    return found
