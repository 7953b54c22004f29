"""Grades for Blackboard Learn: the file that "Upload grades" takes."""

from __future__ import annotations

from autograder.gradetables.cells import exact, inert, read_number
from autograder.gradetables.gradesheet import Assignment, Gradesheet
from autograder.gradetables.platform_table import PlatformTable
from autograder.gradetables.platforms import BLACKBOARD
from autograder.gradetables.rosters import Roster
from autograder.gradetables.rules import points
from autograder.gradetables.tables import Form, Table

_HEADINGS = ("Last Name", "First Name", "Username")
#: As Blackboard writes them itself: comma-delimited with all cells quoted, tab-delimited (`.xls`) in UTF-16.
FORMS = {
    "comma": Form(has_mark=True, quotes_all=True),
    "tab": Form(delimiter="\t", encoding="utf-16-le", has_mark=True, quotes_all=True),
}


class BlackboardTable(PlatformTable):
    """Blackboard looks a student up by `Username`, and a column by the number at the end of its heading."""

    platform = BLACKBOARD

    def new_table(self, sheet: Gradesheet) -> Table:
        """Students by name."""
        rows = [[*_HEADINGS, *(inert(self.heading(one)) for one in sheet.assignments)]]
        for student in sheet.students:
            person = [inert(student.last_name), inert(student.first_name), exact(student.identifier)]
            rows.append([*person, *(self.rules.exported(sheet.grade(student, one)) or "" for one in sheet.assignments)])
        return Table(rows, FORMS[self.settings.delimiter])

    def heading(self, assignment: Assignment) -> str:
        """The name and the points as Blackboard writes them."""
        return str(
            self.settings.columns.get(assignment.name, f"{assignment.name} [Total Pts: {points(assignment)} Score]")
        )

    def points_held(self, roster: Roster, column: int) -> float | None:
        """What the heading says."""
        assert BLACKBOARD.points is not None
        found = BLACKBOARD.points.fullmatch(roster.headings[column].strip())
        return read_number(found["points"]) if found else None
