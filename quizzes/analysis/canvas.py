"""Canvas's quiz report "Student Analysis": for each question a column `ID: text` and one of points, headed by the most.

A row has nothing in both where the student never had the question, as with question groups. Rows come newest first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from quizzes.analysis.numerals import number_in
from quizzes.analysis.reading import Reading
from quizzes.analysis.refusals import refused
from quizzes.analysis.responses import MISSING, NOT_SHOWN, Answer, ItemSeen, Responses, Sitting, State
from quizzes.analysis.text_table import Row, Table
from quizzes.errors import quoted

SOURCE = "Canvas quiz report (Student Analysis)"
QUESTION = re.compile(r"(\d+): ?(.*)", re.DOTALL)
TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d.*")


@dataclass(frozen=True)
class Pair:
    """A question's place, and what the header says of it; its points stand in the next column."""

    place: int
    item: ItemSeen


def question_places(table: Table) -> list[int]:
    """Where questions stand: a header `ID: text` and then a number, or nothing."""
    header = table.header.cells
    return [
        place
        for place, (cell, after) in enumerate(pairwise(header))
        if QUESTION.fullmatch(cell) and (not after or number_in(after) is not None)
    ]


def read_canvas(table: Table) -> Responses:
    """The responses in the report. Raises TableError with every cell that is not understood."""
    reading = Reading(table)
    pairs = list(_pairs(reading))
    if not pairs:
        raise refused(table.file, "no question has points", "a quiz whose questions are worth points", line=1)
    leading = range(question_places(table)[0])
    who, when = _student_column(reading, leading), _order_column(table, leading)
    sittings = [
        Sitting(
            row.cells[who] if who is not None and row.cells[who] else f"line {row.line}",
            row.line,
            tuple(_answer(reading, row, pair) for pair in pairs),
            () if when is None else _order(row.cells[when]),
        )
        for row in table.rows
    ]
    used = {who, when} | {pair.place + step for pair in pairs for step in (0, 1)}
    unscored = {place + step for place in question_places(table) for step in (0, 1)}
    reading.unused(set(range(len(table.header.cells))) - used - unscored)
    reading.finish()
    return Responses(SOURCE, tuple(pair.item for pair in pairs), sittings, reading.remarks)


def _pairs(reading: Reading) -> list[Pair]:
    header, found = reading.table.header.cells, []
    for place in question_places(reading.table):
        name, text = QUESTION.fullmatch(header[place]).groups()  # type: ignore[union-attr]  # looked for just now
        possible = number_in(header[place + 1])
        if possible:
            found.append(Pair(place, ItemSeen(name, text, possible)))
        else:
            reading.remarks.say(f"left out: question {quoted(name)}, which is worth no points")
    return found


def _student_column(reading: Reading, leading: range) -> int | None:
    """The column of Canvas's own ids, else of names; by its place where the headers are in another language."""
    header = [reading.table.header.cells[place].lower() for place in leading]
    for name in ("id", "sis_id", "name"):
        if name in header and any(reading.table.column(header.index(name))):
            return header.index(name)
    if len(header) > 1 and all(cell.isdigit() for cell in reading.table.column(1) if cell):
        return 1
    reading.remarks.say("the report names no students, so each row counts as one")
    return None


def _order_column(table: Table, leading: range) -> int | None:
    """The attempts' numbers, else the times at which they were handed in."""
    for place in leading:
        if table.header.cells[place].lower() == "attempt":
            return place
    for place in leading:
        if table.rows and all(TIME.fullmatch(cell) for cell in table.column(place)):
            return place
    return None


def _order(cell: str) -> tuple[float, ...]:
    """A number, or the digits of a time in UTC: both rise from attempt to attempt."""
    digits = re.sub(r"\D", "", cell)[:14]
    return (float(digits),) if digits else ()


def _answer(reading: Reading, row: Row, pair: Pair) -> Answer:
    response, points = row.cells[pair.place], row.cells[pair.place + 1]
    if not points:
        return Answer(State.GIVEN, None, response, (response,)) if response else NOT_SHOWN
    earned = reading.bounded_points(row, pair.place + 1, pair.item.possible)
    if not response and not earned:
        return MISSING
    return Answer(State.GIVEN, earned, response, (response,) if response else ())
