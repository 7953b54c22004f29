"""Grades for Moodle: a CSV file for its grade import, or its grading worksheet filled."""

from __future__ import annotations

from traitlets import Enum, Unicode

from autograder.errors import WrongUsage
from autograder.nbgrader.exports.cells import exact, inert, read_number
from autograder.nbgrader.exports.gradesheet import Assignment, Gradesheet
from autograder.nbgrader.exports.platform_export import PlatformExport
from autograder.nbgrader.platforms import MOODLE
from autograder.nbgrader.rosters import Roster, Student
from autograder.nbgrader.tables import Form, Table

_EMAIL = "Email address"
_OWN_COLUMNS = ("ID number", "Username", _EMAIL)
_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}


class MoodleExport(PlatformExport):
    """A CSV file for Grades > Import > CSV file: a column that identifies the student, and one for each assignment.

    There, "Identify user by" is set to the identifying column, and each assignment's column to its grade item. Moodle
    stops the whole import at a student whom it does not know, and gives the grades of a row without an identifier to
    the student of the row before: such students are left out and named. An empty cell becomes a 0 in a grade item that
    the import makes, so that no grade is ``no_grade``, by default a dash, which Moodle leaves alone everywhere.

    nbgrader's student id goes into the column that ``student_id_column`` names, `ID number` by default, or `Username`;
    under `Email address` stands the student's address.

    As ``roster`` it takes what Grades > Export > Plain text file wrote, or the grading worksheet of one assignment.
    """

    platform = MOODLE
    default_file = "moodle.csv"

    no_grade = Unicode(MOODLE.no_grade, help="What stands where there is no grade, in a table of our own.").tag(
        config=True
    )
    delimiter = Enum(
        list(_DELIMITERS), default_value="comma", help="What stands between cells, in a table of our own."
    ).tag(config=True)

    def new_table(self, sheet: Gradesheet) -> Table:
        """Students by name. Raises WrongUsage where ``student_id_column`` is none of Moodle's."""
        own = self.student_id_column or _OWN_COLUMNS[0]
        if own not in _OWN_COLUMNS:
            choices = ", ".join(f"`{one}`" for one in _OWN_COLUMNS)
            raise WrongUsage(f"`student_id_column` is `{own}`: choose one of {choices}.")
        rows = [[own, "First name", "Last name", *(inert(self.heading(one)) for one in sheet.assignments)]]
        nameless = []
        for student in sheet.students:
            if identifier := _identifier(student, own):
                scores = [self.exported(sheet.grade(student, one)) or self.no_grade for one in sheet.assignments]
                rows.append([exact(identifier), inert(student.first_name), inert(student.last_name), *scores])
            else:
                nameless.append(student.named)
        if nameless:
            self.log.warning("Left out, for the gradebook has no address of theirs: %s", "; ".join(nameless))
        return Table(rows, Form(delimiter=_DELIMITERS[self.delimiter], has_mark=True))

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
