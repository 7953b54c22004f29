"""A file of cells as text, whatever separates them: its header, its rows, and the line that each begins on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quizzes.analysis.encodings import MAX_MEGABYTES, decoded
from quizzes.analysis.refusals import TableError, problem, refused
from quizzes.analysis.remarks import Remarks
from quizzes.errors import Problem, UsageError, quoted

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
#: So many records tell what separates cells.
LOOKED_AT = 6
#: A stem with figures and all its markup stays below this.
MAX_CELL = 1_000_000


@dataclass(frozen=True)
class Row:
    """The cells of one record, without spaces at their ends, and the line on which it begins, from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A header and the rows under it, each with as many cells as the header."""

    file: str
    header: Row
    rows: tuple[Row, ...]
    remarks: Remarks = field(default_factory=Remarks)

    def problem(self, row: Row, place: int, what: str, allowed: str) -> Problem:
        """A mistake in one cell."""
        return problem(self.file, what, allowed, line=row.line, column=self.name(place))

    def name(self, place: int) -> str:
        """A column's name, or its number where it has none."""
        return self.header.cells[place] or f"number {place + 1}"

    def column(self, place: int) -> list[str]:
        """All cells of a column."""
        return [row.cells[place] for row in self.rows]


def read_table(path: Path) -> Table:
    """The table in a file. Raises UsageError where it cannot be read, TableError where it is no table."""
    try:
        if path.stat().st_size > MAX_MEGABYTES * 1_000_000:
            raise UsageError(f"{quoted(path)} is larger than {MAX_MEGABYTES} MB; analyse one quiz at a time")
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{quoted(path)} cannot be read: {error.strerror}; name a file of responses") from None
    return parse_table(data, str(path))


def parse_table(data: bytes, file: str) -> Table:
    """The table in the bytes of a file; ``file`` stands in its errors. Raises TableError."""
    text, encoding = decoded(data, file)
    remarks = Remarks()
    if encoding == "cp1252":
        remarks.say("the file is no UTF-8 and was read as Windows-1252: check letters with accents")
    separator, text, skipped = _separator(text)
    records = list(_records(text, separator, file, skipped))
    filled = [row for row in records if any(row.cells)]
    if not filled:
        raise refused(file, "holds no table", "a header line, and a row for each response or each student")
    for row in records:
        if not any(row.cells):
            remarks.say_of(row.line, "left out: empty")
    header, *rows = filled
    _same_width(header, rows, file, separator)
    return Table(file, header, tuple(rows), remarks)


def _separator(text: str) -> tuple[str, str, int]:
    """The separator, the text to read, and how many lines were taken off: Excel writes `sep=;` before the header."""
    first, _end, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and (named := first.strip()[4:] or "\t") in SEPARATORS:
        return named, rest, 1
    counts = _counts(text)
    return max(SEPARATORS, key=lambda each: _fitness(each, counts)), text, 0


def _fitness(separator: str, counts: list[dict[str, int]]) -> tuple[bool, int, bool]:
    """A separator stands equally often in each record; of two, the one that stands more often; last of all a comma.

    Commas stand within numbers, too.
    """
    found = [count[separator] for count in counts] or [0]
    return len(set(found)) == 1 and found[0] > 0, found[0], separator != ","


def _counts(text: str) -> list[dict[str, int]]:
    """How often each separator stands in each of the first records, outside quotes."""
    found: list[dict[str, int]] = []
    count, inside, begun = dict.fromkeys(SEPARATORS, 0), False, False
    for char in text[:MAX_CELL]:
        if char == '"':
            inside = not inside
        elif not inside and char in "\r\n":
            if begun:
                found.append(count)
            count, begun = dict.fromkeys(SEPARATORS, 0), False
            if len(found) == LOOKED_AT:
                return found
            continue
        elif not inside and char in SEPARATORS:
            count[char] += 1
        begun = True
    return [*found, count] if begun else found


def _records(text: str, separator: str, file: str, skipped: int) -> Iterator[Row]:
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = skipped + 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            allowed = 'a quote within a cell is doubled (""), and the cell stands in quotes'
            raise refused(file, f"the record that begins here cannot be read: {error}", allowed, line=line) from None
        yield Row(line, tuple(cell.strip() for cell in cells))
        line = skipped + reader.line_num + 1


def _same_width(header: Row, rows: list[Row], file: str, separator: str) -> None:
    width = len(header.cells)
    wrong = [row for row in rows if len(row.cells) != width]
    allowed = f"as many cells as the header, {width}, separated by {SEPARATORS[separator]}"
    if wrong:
        found = [problem(file, f"has {len(row.cells)} cells", allowed, line=row.line) for row in wrong]
        raise TableError(found)
