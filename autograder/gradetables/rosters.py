"""A class's table from a learning platform: which row is whose, and which column is which assignment's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from autograder.errors import WrongUsage
from autograder.gradetables.platforms import CANVAS, PLATFORMS, Platform, simplified
from autograder.gradetables.tables import Table, read_table


@dataclass(frozen=True)
class Student:
    """A student as the gradebook has them; all but ``identifier`` may be empty."""

    identifier: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_identifier: str = ""

    @property
    def listed(self) -> str:
        """The name as a list of a class has it: `Lovelace, Ada`."""
        return ", ".join(part for part in (self.last_name, self.first_name) if part)

    @property
    def named(self) -> str:
        """The student in a sentence."""
        return f"`{self.identifier}`" + (f" ({self.listed})" if self.listed else "")


@dataclass
class Matching:
    """Each student's row, by the student's identifier; who has none; and sentences on who has too many."""

    rows: dict[str, int] = field(default_factory=dict)
    missing: list[Student] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Roster:
    """A platform's table of a class."""

    path: Path
    platform: Platform
    table: Table

    @property
    def headings(self) -> list[str]:
        """The cells of the first row."""
        return self.table.rows[0]

    @cached_property
    def students(self) -> list[int]:
        """The numbers of the rows that are students'."""
        rows = self.table.rows
        return [number for number in range(1, len(rows)) if self.platform.is_student(rows[number])]

    def cell(self, row: int, column: int) -> str:
        """A cell's text without the space around it; empty where the row ends before it."""
        cells = self.table.rows[row]
        return cells[column].strip() if column < len(cells) else ""

    def person(self, row: int) -> str:
        """Whose row it is, in the platform's words: `Lovelace, Ada (row 3)`."""
        names = [self.cell(row, column) for column in self.columns_of(self.platform.names)]
        others = [self.cell(row, column) for column in self.columns_of(self.platform.identifiers)]
        known = ", ".join(filter(None, names)) or next(filter(None, others), "")
        return f"{known} (row {row + 1})".strip()

    def find_column(self, heading: str) -> int | None:
        """The column under ``heading``, or None."""
        wanted = heading.strip().casefold()
        return next((at for at, one in enumerate(self.headings) if one.strip().casefold() == wanted), None)

    def column(self, heading: str) -> int:
        """The column under ``heading``. Raises WrongUsage where there is none."""
        found = self.find_column(heading)
        if found is None:
            has = ", ".join(f"`{one.strip()}`" for one in self.headings if one.strip())
            raise WrongUsage(f"`{self.path}` has no column `{heading}`. It has {has}.")
        return found

    def columns_of(self, headings: Iterable[str]) -> list[int]:
        """Those of the columns that are there."""
        found = (self.find_column(heading) for heading in headings)
        return [column for column in found if column is not None]

    def identifier_column(self, identifiers: Iterable[str], preferred: str = "") -> int:
        """The column that holds the students' ``identifiers``: ``preferred``, or the one where most of them stand.

        Raises WrongUsage where the preferred one is not there, or nothing tells students apart.
        """
        if preferred:
            return self.column(preferred)
        columns = self.columns_of(self.platform.identifiers)
        if not columns:
            wanted = ", ".join(f"`{heading}`" for heading in self.platform.identifiers)
            raise WrongUsage(
                f"`{self.path}` has no column by which {self.platform.name} knows its students: {wanted}. "
                "Export it again, or name the column in `student_id_column`."
            )
        known = {key(identifier) for identifier in identifiers}
        texts = {column: {key(self.cell(row, column)) for row in self.students} - {""} for column in columns}
        return max(columns, key=lambda column: (len(known & texts[column]), bool(texts[column])))

    def rows_by(self, columns: Sequence[int]) -> dict[str, set[int]]:
        """The rows of students where a text stands in one of the columns, by that text's ``key``."""
        found: dict[str, set[int]] = defaultdict(set)
        for row in self.students:
            for column in columns:
                if text := self.cell(row, column):
                    found[key(text)].add(row)
        return found

    def match(self, students: Sequence[Student], column: int) -> Matching:
        """Find each student's row: by the identifier in ``column``, else by the platform's number, else by email."""
        by_identifier = self.rows_by([column])
        by_any = self.rows_by([*self.columns_of(self.platform.identifiers), column])
        found: dict[str, set[int]] = {}
        for student in students:
            elsewhere = (by_any.get(key(text), set()) for text in (student.lms_identifier, student.email) if text)
            ways = (by_identifier.get(key(student.identifier), set()), *elsewhere)
            found[student.identifier] = next((rows for rows in ways if rows), set())
        return self._one_row_each(students, found)

    def _one_row_each(self, students: Sequence[Student], found: dict[str, set[int]]) -> Matching:
        claims: dict[int, list[Student]] = defaultdict(list)
        matching = Matching()
        for student in students:
            rows = sorted(found[student.identifier])
            if len(rows) > 1:
                numbers = " and ".join(str(row + 1) for row in rows[:5])
                matching.unclear.append(f"{student.named} is in `{self.path}` more than once: rows {numbers}.")
            elif rows:
                claims[rows[0]].append(student)
            else:
                matching.missing.append(student)
        for row, claimants in claims.items():
            if len(claimants) > 1:
                names = " and ".join(student.named for student in claimants)
                matching.unclear.append(f"Row {row + 1} of `{self.path}` is that of {names}.")
            else:
                matching.rows[claimants[0].identifier] = row
        return matching

    def assignment_column(self, assignment: str, heading: str = "") -> int | None:
        """The column of the assignment's grades: under ``heading`` where that is given, else by its name; or None.

        Raises WrongUsage where several may be meant, or there is none under the heading.
        """
        if heading:
            return self.column(heading)
        wanted = simplified(assignment)
        found = [at for at, one in enumerate(self.headings) if wanted in self.platform.titles(one)]
        found = [at for at in found if not self._is_read_only(at)]
        if len(found) > 1:
            names = " and ".join(f"`{self.headings[at]}`" for at in found)
            raise WrongUsage(
                f"`{self.path}` has several columns for `{assignment}`: {names}. Name the right one in `columns`."
            )
        return found[0] if found else None

    def _is_read_only(self, column: int) -> bool:
        others = set(range(1, len(self.table.rows))) - set(self.students)
        return self.platform is CANVAS and any("read only" in self.cell(row, column) for row in others)


def key(text: str) -> str:
    """A student's identifier as it is compared: logins and addresses do not tell `Ada` from `ada`."""
    return text.strip().casefold()


def recognise(table: Table) -> Platform | None:
    """The platform whose headings the table has, or None."""
    headings = {heading.strip().casefold() for heading in table.rows[0]}
    found = (one for one in PLATFORMS if headings.issuperset(mark.casefold() for mark in one.marks))
    return next(found, None)


def read_roster(path: Path, platform: Platform | None = None) -> Roster:
    """Read a platform's table; without ``platform``, its headings tell whose it is.

    Raises WrongUsage where it cannot be read, is another platform's, or its headings are no known platform's.
    """
    table = read_table(path)
    found = recognise(table)
    if platform is not None and found not in (None, platform):
        raise WrongUsage(f"`{path}` is a table of {found.name}, and not of {platform.name}. Give {platform.name}'s.")
    platform = platform or found
    if platform is None:
        names = ", ".join(one.name for one in PLATFORMS)
        raise WrongUsage(
            f"The headings of `{path}` are those of no table that is known ({names}, in English). Give the file that "
            "the platform exported, with its first row as it was."
        )
    return Roster(path, platform, table)
