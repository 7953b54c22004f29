"""Grades for a spreadsheet or a program of one's own: a row for each student and assignment."""

from __future__ import annotations

from autograder.gradetables.cells import exact, inert
from autograder.gradetables.gradesheet import Assignment, Grade, Gradesheet, Status
from autograder.gradetables.rosters import Student
from autograder.gradetables.tables import Form, Table
from autograder.nbgrader.exports.plugin import GradesExport

HEADINGS = (
    "assignment",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "status",
    "needs_manual_grading",
    "raw_score",
    "late_penalty",
    "score",
    "max_score",
    "submitted_utc",
    "late_seconds",
)


class GenericExport(GradesExport):
    """A CSV file in UTF-8 with the mark by which Excel knows it, one row for each student and assignment.

    ``score`` is what the platforms' exports give; ``raw_score`` and ``late_penalty`` are what it is made of, also
    where it is empty. Times are in UTC.
    """

    default_file = "grades.csv"

    def table(self, sheet: Gradesheet) -> Table:
        """Assignments in the order in which they are due; inside each, students by name."""
        for sentence in self.rules.remarks(sheet):
            self.log.warning("%s", sentence)
        rows = [
            self._row(assignment, student, sheet.grade(student, assignment))
            for assignment in sheet.assignments
            for student in sheet.students
        ]
        return Table([list(HEADINGS), *rows], Form(has_mark=True))

    def _row(self, assignment: Assignment, student: Student, grade: Grade) -> list[str]:
        rules = self.rules
        is_graded = grade.status in (Status.GRADED, Status.NEEDS_MANUAL_GRADING)
        return [
            assignment.name,
            exact(student.identifier),
            inert(student.last_name),
            inert(student.first_name),
            exact(student.email),
            str(grade.status),
            "yes" if grade.status is Status.NEEDS_MANUAL_GRADING else "no",
            rules.number(grade.raw_score) if is_graded else "",
            rules.number(grade.penalty) if is_graded else "",
            rules.exported(grade) or "",
            rules.number(assignment.max_score),
            grade.submitted.isoformat(" ", "seconds") if grade.submitted else "",
            rules.number(grade.late_seconds) if grade.submitted else "",
        ]
