"""What all exports of grades share: their settings, their rules, and how they speak to the instructor."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Integer

from autograder.nbgrader.exports.cells import number
from autograder.nbgrader.exports.gradesheet import Assignment, Grade, Gradesheet, Status, read_gradesheet
from autograder.nbgrader.failures import failing_in_words, log_of
from autograder.nbgrader.rosters import Student
from autograder.nbgrader.tables import Table, write_whole

if TYPE_CHECKING:
    from nbgrader.api import Gradebook


class GradesExport(ExportPlugin):
    """A table of grades, written whole or not at all. Subclasses make the table.

    Every grade is the raw score less the late penalty, never below 0 nor above the maximum.
    """

    missing_as_zero = Bool(
        default_value=False, help="Give 0 to a student without a submission, and not an empty cell."
    ).tag(config=True)
    include_unfinished = Bool(
        default_value=False,
        help="Export what a submission has so far that still waits for manual grading, and not an empty cell.",
    ).tag(config=True)
    extra_credit = Bool(default_value=False, help="Let a score be above the assignment's maximum.").tag(config=True)
    decimals = Integer(4, min=0, max=10, help="How many decimals a score has at most.").tag(config=True)
    decimal_comma = Bool(
        default_value=False, help="Write 7,5 and not 7.5, for a platform that is set to such a language."
    ).tag(config=True)

    #: The file that is written where `--to` names none, in the folder where the command runs.
    default_file: ClassVar[str]

    def __init__(self, **kwargs: Any) -> None:
        with failing_in_words(log_of(kwargs.get("parent"))):
            super().__init__(**kwargs)

    def export(self, gradebook: Gradebook) -> None:
        """Write the grades to ``self.to``. An error is logged as a sentence and ends the command with its exit code."""
        to = Path(self.to or self.default_file)
        with failing_in_words(self.log):
            assignments, students = ([str(one) for one in chosen] for chosen in (self.assignment, self.student))
            table = self.table(read_gradesheet(gradebook, assignments, students))
            write_whole(to, table.to_bytes())
        self.log.info("The grades are in %s", to)

    def table(self, sheet: Gradesheet) -> Table:
        """The grades as they will stand in the file. Raises WrongUsage."""
        raise NotImplementedError

    def exported(self, grade: Grade) -> str | None:
        """The score as it stands in a cell, or None where there is none that may leave the gradebook."""
        if grade.status is Status.MISSING:
            return self.number(0) if self.missing_as_zero else None
        if grade.status is Status.NOT_GRADED or (
            grade.status is Status.NEEDS_MANUAL_GRADING and not self.include_unfinished
        ):
            return None
        return self.number(max(0.0, grade.earned) if self.extra_credit else grade.score)

    def number(self, value: float) -> str:
        """A number as it stands in a cell."""
        return number(value, self.decimals, comma=self.decimal_comma)

    def warn_of(self, sheet: Gradesheet) -> None:
        """Name the submissions whose cells do not say what the gradebook says."""
        for assignment in sheet.assignments:
            found: dict[str, list[Student]] = defaultdict(list)
            for student in sheet.students:
                for remark in self._remarks(sheet.grade(student, assignment)):
                    found[remark].append(student)
            for remark, students in found.items():
                self.log.warning("%s: %s: %s", assignment.name, remark, "; ".join(one.named for one in students))

    def _remarks(self, grade: Grade) -> list[str]:
        remarks = []
        if grade.status is Status.NOT_GRADED:
            remarks.append("handed in but not autograded, so no score is exported")
        if grade.status is Status.NEEDS_MANUAL_GRADING:
            remarks.append(
                "still to be graded by hand, exported with what they have so far"
                if self.include_unfinished
                else "still to be graded by hand, so no score is exported (`include_unfinished` exports it)"
            )
        if grade.earned > grade.max_score and self.exported(grade) is not None and not self.extra_credit:
            remarks.append("above the maximum, exported as the maximum (`extra_credit` exports all of it)")
        return remarks


def points(assignment: Assignment) -> str:
    """An assignment's maximum as headings have it: always with a point."""
    return number(assignment.max_score, 4)
