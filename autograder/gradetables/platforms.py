"""What the tables of grades that learning platforms export and import look like."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MUTED = re.compile(r"\s*(muted|manual posting.*)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform's columns by their headings, which are compared without regard to case.

    ``identifiers`` tell students apart, and ``names`` are for people. ``marks`` are headings that only this platform's
    tables have together. ``title`` finds in a column's heading the assignment's name; ``points`` its maximum.
    ``own_words`` stand in cells where the platform knows better: excused, not assigned. ``no_grade`` is what a table
    without a grade says: an empty cell, unless the platform takes that for a 0.
    """

    name: str
    identifiers: tuple[str, ...]
    names: tuple[str, ...]
    marks: tuple[str, ...]
    title: re.Pattern[str]
    points: re.Pattern[str] | None = None
    own_words: frozenset[str] = frozenset()
    no_grade: str = ""

    def titles(self, heading: str) -> set[str]:
        """What an assignment may be called whose grades stand under ``heading``, ready to be compared."""
        found = self.title.fullmatch(heading.strip())
        return {simplified(heading)} | ({simplified(found["title"])} if found else set())

    def is_student(self, row: list[str]) -> bool:
        """Whether a row below the headings is a student's: an empty one is nobody's, and Canvas has two more kinds."""
        if not any(cell.strip() for cell in row):
            return False
        return self is not CANVAS or not ("Points Possible" in row[0] or all(map(_MUTED.fullmatch, row)))


def simplified(name: str) -> str:
    """A name as it is compared: `Week 1_relu` is `week-1-relu`."""
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


CANVAS = Platform(
    "Canvas",
    ("SIS Login ID", "SIS User ID", "ID", "Integration ID"),
    ("Student", "LastName", "FirstName"),
    ("ID", "Section"),
    re.compile(r"(?P<title>.+) \(\d+\)"),
    own_words=frozenset({"ex", "n/a"}),
)
# An empty cell becomes a 0 where Moodle makes a new grade item of the column; a dash never does.
MOODLE = Platform(
    "Moodle",
    ("ID number", "Username", "Email address", "Identifier"),
    ("First name", "Last name", "Surname", "Full name"),
    ("Email address",),
    re.compile(r"(\w[\w ]*: )?(?P<title>.+?)( \(Real\))?"),
    no_grade="-",
)
BLACKBOARD = Platform(
    "Blackboard",
    ("Username", "Student ID"),
    ("Last Name", "First Name"),
    ("Last Name", "First Name", "Username"),
    re.compile(r"(?P<title>.+?) \[Total Pts: .*"),
    re.compile(r".*\[Total Pts: (?P<points>[\d.,]+)[^\]]*\].*"),
)
PLATFORMS = (CANVAS, BLACKBOARD, MOODLE)
