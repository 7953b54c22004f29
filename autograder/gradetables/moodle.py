"""Grades for Moodle: the CSV file that its grade import takes."""

from __future__ import annotations

from autograder.errors import WrongUsage
from autograder.gradetables.cells import exact, inert, read_number
from autograder.gradetables.gradesheet import Assignment, Gradesheet
from autograder.gradetables.platform_table import PlatformTable
from autograder.gradetables.platforms import MOODLE
from autograder.gradetables.rosters import Roster, Student
from autograder.gradetables.tables import Form, Table

_EMAIL = "Email address"
_OWN_COLUMNS = ("ID number", "Username", _EMAIL)
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}


class MoodleTable(PlatformTable):
    """A column that identifies the student, `ID number` unless told otherwise, and one for each assignment.

    Moodle gives the grades of a row without an identifier to the student of the row before: such students are left out
    and named. The grading worksheet of one assignment can be filled, too.
    """

    platform = MOODLE

    def new_table(self, sheet: Gradesheet) -> Table:
        """Students by name. Raises WrongUsage where ``student_id_column`` is none of Moodle's."""
        own = self.settings.student_id_column or _OWN_COLUMNS[0]
        if own not in _OWN_COLUMNS:
            choices = ", ".join(f"`{one}`" for one in _OWN_COLUMNS)
            raise WrongUsage(f"{self.settings.ids_setting} is `{own}`: choose one of {choices}.")
        no_grade = MOODLE.no_grade if self.settings.no_grade is None else self.settings.no_grade
        rows = [[own, "First name", "Last name", *(inert(self.heading(one)) for one in sheet.assignments)]]
        nameless = []
        for student in sheet.students:
            if identifier := _identifier(student, own):
                scores = [self.rules.exported(sheet.grade(student, one)) or no_grade for one in sheet.assignments]
                rows.append([exact(identifier), inert(student.first_name), inert(student.last_name), *scores])
            else:
                nameless.append(student.named)
        if nameless:
            self.log.warning("Left out, for %s has no address of theirs: %s", self.settings.source, "; ".join(nameless))
        return Table(rows, Form(delimiter=DELIMITERS[self.settings.delimiter], has_mark=True))

    def find_column(self, roster: Roster, sheet: Gradesheet, assignment: Assignment) -> int | None:
        """The grade item's column, or a worksheet's `Grade`. Raises WrongUsage where it may be several assignments'."""
        if not _is_worksheet(roster):
            return super().find_column(roster, sheet, assignment)
        if len(sheet.assignments) > 1:
            raise WrongUsage(
                f'`{roster.path}` is the grading worksheet of one assignment. Say which: `--assignment=["NAME"]`.'
            )
        return roster.column("Grade")

    def points_held(self, roster: Roster, column: int) -> float | None:
        """A worksheet says it in each row."""
        del column
        if not _is_worksheet(roster) or not roster.students:
            return None
        return read_number(roster.cell(roster.students[0], roster.column("Maximum grade")))


def _identifier(student: Student, own: str) -> str:
    if own != _EMAIL:
        return student.identifier
    return student.email or (student.identifier if "@" in student.identifier else "")


def _is_worksheet(roster: Roster) -> bool:
    return all(roster.find_column(one) is not None for one in ("Identifier", "Grade", "Maximum grade"))
