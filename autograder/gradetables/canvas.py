"""Grades for Canvas: the CSV file that its Gradebook imports."""

from __future__ import annotations

from autograder.errors import WrongUsage
from autograder.gradetables.cells import exact, inert, read_number
from autograder.gradetables.filling import Filling
from autograder.gradetables.gradesheet import Assignment, Gradesheet
from autograder.gradetables.platform_table import PlatformTable
from autograder.gradetables.platforms import CANVAS
from autograder.gradetables.rosters import Roster, Student
from autograder.gradetables.rules import points
from autograder.gradetables.tables import Form, Table

_HEADINGS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_POINTS = "Points Possible"


class CanvasTable(PlatformTable):
    """A row of headings, one of the points possible, one for each student; our id stands under `SIS Login ID`.

    Canvas takes an empty cell for "no grade" and clears the one it has: where it has some, its own table is filled.
    """

    platform = CANVAS

    def new_table(self, sheet: Gradesheet) -> Table:
        """Students by name. Raises WrongUsage where ``student_id_column`` is none of Canvas's."""
        own = self.settings.student_id_column or "SIS Login ID"
        if own not in ("ID", "SIS User ID", "SIS Login ID"):
            raise WrongUsage(f"{self.settings.ids_setting} is `{own}`: choose `ID`, `SIS User ID` or `SIS Login ID`.")
        rows = [
            [*_HEADINGS, *(inert(self.heading(one)) for one in sheet.assignments)],
            [_POINTS, *[""] * (len(_HEADINGS) - 1), *(points(one) for one in sheet.assignments)],
        ]
        for student in sheet.students:
            scores = [self.rules.exported(sheet.grade(student, one)) or "" for one in sheet.assignments]
            rows.append([*_person(student, own), *scores])
        return Table(rows, Form(has_mark=self.settings.excel_mark))

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
