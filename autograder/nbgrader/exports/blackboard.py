"""Grades for Blackboard Learn: the file that "Upload grades" takes."""

from __future__ import annotations

from traitlets import Enum

from autograder.nbgrader.exports.cells import exact, inert, read_number
from autograder.nbgrader.exports.gradesheet import Assignment, Gradesheet
from autograder.nbgrader.exports.platform_export import PlatformExport
from autograder.nbgrader.exports.plugin import points
from autograder.nbgrader.platforms import BLACKBOARD
from autograder.nbgrader.rosters import Roster
from autograder.nbgrader.tables import Form, Table

_HEADINGS = ("Last Name", "First Name", "Username")
#: As Blackboard writes them itself: comma-delimited with all cells quoted, tab-delimited (`.xls`) in UTF-16.
_FORMS = {
    "comma": Form(has_mark=True, quotes_all=True),
    "tab": Form(delimiter="\t", encoding="utf-16-le", has_mark=True, quotes_all=True),
}


class BlackboardExport(PlatformExport):
    """A file for Blackboard's "Upload grades" (Work Offline), delimited by commas or tabs.

    Blackboard looks a student up by `Username`, which is nbgrader's student id unless a ``roster`` tells otherwise, and
    a column by the number at the end of its heading, `Rectifiers [Total Pts: 10 Score] |67890`; give such headings in
    ``columns``. A heading without a number makes a new column of text without points: make the column in Blackboard
    first, and give its download as ``roster``.
    """

    platform = BLACKBOARD
    default_file = "blackboard.csv"

    delimiter = Enum(
        list(_FORMS), default_value="comma", help="What stands between cells, in a table of our own: comma or tab."
    ).tag(config=True)

    def new_table(self, sheet: Gradesheet) -> Table:
        """Students by name."""
        rows = [[*_HEADINGS, *(inert(self.heading(one)) for one in sheet.assignments)]]
        for student in sheet.students:
            person = [inert(student.last_name), inert(student.first_name), exact(student.identifier)]
            rows.append([*person, *(self.exported(sheet.grade(student, one)) or "" for one in sheet.assignments)])
        return Table(rows, _FORMS[self.delimiter])

    def heading(self, assignment: Assignment) -> str:
        """The name and the points as Blackboard writes them."""
        return str(self.columns.get(assignment.name, f"{assignment.name} [Total Pts: {points(assignment)} Score]"))

    def points_held(self, roster: Roster, column: int) -> float | None:
        """What the heading says."""
        assert BLACKBOARD.points is not None
        found = BLACKBOARD.points.fullmatch(roster.headings[column].strip())
        return read_number(found["points"]) if found else None
