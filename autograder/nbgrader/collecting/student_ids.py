"""Which student of nbgrader's somebody on a learning platform is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.gradetables.rosters import Roster, Student, key
from autograder.nbgrader.students import students_of
from autograder.submission.layouts import Label

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory

#: The columns where a platform's own number for a student stands: the one that its file names have.
_NUMBERS = {"Canvas": "ID", "Moodle": "Identifier"}
_ENDS_IN_NUMBER = re.compile(r"\D*(?P<number>\d+)")
#: A student's id is a folder's name, and in PostgreSQL has at most 128 characters.
_NO_FOLDER = re.compile(r"^\.|[/\\\x00-\x1f]|^.{129,}$|^$", re.DOTALL)


@dataclass
class Identities:
    """By the platform's numbers: students' ids in nbgrader, and their rows in the platform's table where they have one.

    ``made_up`` are sentences on ids that neither the table nor the gradebook has.
    """

    identifiers: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    made_up: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Directory:
    """Who is who: the platform's table of the class, where the instructor gave one, and the gradebook's students.

    ``id_column`` is the heading under which the table has nbgrader's ids; ``""``: the one where most of them stand.
    """

    roster: Roster | None = None
    known: Sequence[Student] = ()
    id_column: str = ""

    def identify(self, labels: Iterable[Label]) -> Identities:
        """Find everybody: by the platform's number, else by a name that is only one person's; the table goes first.

        Whoever is nowhere keeps Canvas's number, which is the same in all assignments, or in Moodle, where it is not,
        the name. Raises WrongUsage where the table has no column for ids.
        """
        people = {label.identifier: label for label in labels}
        namesakes = Counter(_squeezed(label.student) for label in people.values())
        alone = {number: namesakes[_squeezed(label.student)] == 1 for number, label in people.items()}
        result = Identities()
        found = {}
        for number, label in people.items():
            row = self._row(label, by_name=alone[number])
            if row is not None:
                result.rows[number] = row
            found[number] = self._find(label, row, by_name=alone[number])
        times = Counter(found.values())
        for number, label in people.items():
            identifier = found[number]
            if times[identifier] > 1 or _NO_FOLDER.search(identifier):
                identifier = _name_for(label, is_alone=alone[number])
                result.made_up.append(f"{label.student} ({label.platform} {number}) is `{identifier}`")
            result.identifiers[number] = identifier
        return result

    def _row(self, label: Label, *, by_name: bool) -> int | None:
        if self.roster is None:
            return None
        rows = self._rows_by_number.get(label.identifier) if label.platform == self.roster.platform.name else None
        rows = rows or (self._rows_by_name.get(_squeezed(label.student)) if by_name else None)
        return next(iter(rows)) if rows and len(rows) == 1 else None

    def _find(self, label: Label, row: int | None, *, by_name: bool) -> str:
        """The student's id, or an empty text."""
        if self.roster is not None:
            return "" if row is None else self.roster.cell(row, self._column)
        numbered = {one.identifier for one in self.known if label.identifier in (one.lms_identifier, one.identifier)}
        named = self._known_by_name.get(_squeezed(label.student), set()) if by_name else set()
        found = (numbered if label.platform == "Canvas" else set()) or named
        return next(iter(found)) if len(found) == 1 else ""

    @cached_property
    def _column(self) -> int:
        assert self.roster is not None
        return self.roster.identifier_column((one.identifier for one in self.known), self.id_column)

    @cached_property
    def _rows_by_number(self) -> dict[str, set[int]]:
        assert self.roster is not None
        found: dict[str, set[int]] = defaultdict(set)
        for column in self.roster.columns_of([_NUMBERS.get(self.roster.platform.name, "")]):
            for row in self.roster.students:
                if number := _ENDS_IN_NUMBER.fullmatch(self.roster.cell(row, column)):
                    found[number["number"]].add(row)
        return found

    @cached_property
    def _rows_by_name(self) -> dict[str, set[int]]:
        assert self.roster is not None
        columns = self.roster.columns_of(self.roster.platform.names)
        found: dict[str, set[int]] = defaultdict(set)
        for row in self.roster.students:
            for name in _ways([self.roster.cell(row, column) for column in columns]):
                found[name].add(row)
        return found

    @cached_property
    def _known_by_name(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for student in self.known:
            for name in _ways([student.first_name, student.last_name]):
                found[name].add(student.identifier)
        return found


def _ways(names: Sequence[str]) -> set[str]:
    """Parts of a name as they are compared, in both orders."""
    return {_squeezed("".join(names)), _squeezed("".join(reversed(names)))} - {""}


def _squeezed(name: str) -> str:
    """A name as it is compared: Canvas leaves nothing but lower-case letters and digits of it."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFC", key(name)))


def _name_for(label: Label, *, is_alone: bool) -> str:
    """An id of the platform's own, fit to be a folder's name."""
    if label.platform == "Canvas":
        return label.identifier
    name = re.sub(r"[^\w.@]+", "-", unicodedata.normalize("NFC", label.student)).strip("-.")[:100] or "student"
    return name if is_alone else f"{name}-{label.identifier}"


def students_in(coursedir: CourseDirectory) -> tuple[list[Student], str]:
    """The students of the course folder's gradebook, none where there is none; and why it could not be read."""
    from nbgrader.api import Gradebook
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError

    try:
        url = make_url(coursedir.db_url)
        # nbgrader would make a new one.
        if url.get_backend_name() == "sqlite" and not (url.database and Path(url.database).exists()):
            return [], ""
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            return students_of(gradebook), ""
    except (SQLAlchemyError, OSError, ImportError) as problem:
        reason = str(problem).partition("\n")[0]
        return [], f"The gradebook cannot be read, so its students are not known here: {reason}."
