"""Grades for Canvas: the CSV file that its Gradebook imports."""

from __future__ import annotations

from traitlets import Bool

from autograder.errors import WrongUsage
from autograder.nbgrader.exports.cells import exact, inert, read_number
from autograder.nbgrader.exports.filling import Filling
from autograder.nbgrader.exports.gradesheet import Assignment, Gradesheet
from autograder.nbgrader.exports.platform_export import PlatformExport
from autograder.nbgrader.exports.plugin import points
from autograder.nbgrader.platforms import CANVAS
from autograder.nbgrader.rosters import Roster, Student
from autograder.nbgrader.tables import Form, Table

_HEADINGS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_POINTS = "Points Possible"


class CanvasExport(PlatformExport):
    """The CSV file of Canvas's Gradebook: a row of headings, one of the points possible, one for each student.

    Canvas looks a student up by `ID` (its own number), then by `SIS User ID` or `SIS Login ID`, and last by name. An
    assignment's column is headed by its name and its number in Canvas, `Rectifiers (12345)`; give such headings in
    ``columns``. Under a heading that Canvas does not know it offers to make a new assignment.

    nbgrader's student id goes into the column that ``student_id_column`` names, `SIS Login ID` by default, and its
    LMS user id into `ID`. Canvas takes an empty cell for "no grade" and clears the one it has: where it has some, give
    its export as ``roster``.
    """

    platform = CANVAS
    default_file = "canvas.csv"

    excel_mark = Bool(
        default_value=False,
        help="Begin a table of our own with the mark by which Excel knows UTF-8; Canvas does not mind.",
    ).tag(config=True)

    def new_table(self, sheet: Gradesheet) -> Table:
        """Students by name. Raises WrongUsage where ``student_id_column`` is none of Canvas's."""
        own = self.student_id_column or "SIS Login ID"
        if own not in ("ID", "SIS User ID", "SIS Login ID"):
            raise WrongUsage(f"`student_id_column` is `{own}`: choose `ID`, `SIS User ID` or `SIS Login ID`.")
        rows = [
            [*_HEADINGS, *(inert(self.heading(one)) for one in sheet.assignments)],
            [_POINTS, *[""] * (len(_HEADINGS) - 1), *(points(one) for one in sheet.assignments)],
        ]
        for student in sheet.students:
            scores = [self.exported(sheet.grade(student, one)) or "" for one in sheet.assignments]
            rows.append([*_person(student, own), *scores])
        return Table(rows, Form(has_mark=self.excel_mark))

    def points_held(self, roster: Roster, column: int) -> float | None:
        """What the row of points possible says."""
        row = _points_row(roster)
        return None if row is None else read_number(roster.cell(row, column))

    def add_column(self, filling: Filling, assignment: Assignment) -> int:
        """A new column, and its points possible."""
        column = super().add_column(filling, assignment)
        row = _points_row(filling.roster)
        if row is not None:
            filling.put(row, column, points(assignment))
        return column


def _person(student: Student, own: str) -> list[str]:
    cells = dict.fromkeys(_HEADINGS, "")
    cells["Student"] = inert(student.listed or student.identifier)
    cells["ID"] = exact(student.lms_identifier)
    cells[own] = exact(student.identifier)
    return list(cells.values())


def _points_row(roster: Roster) -> int | None:
    rows = roster.table.rows
    return next((number for number, row in enumerate(rows) if row and _POINTS in row[0]), None)
