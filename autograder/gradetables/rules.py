"""The rules by which a grade becomes a cell, or no cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.gradetables.cells import number
from autograder.gradetables.gradesheet import Assignment, Grade, Gradesheet, Status
from autograder.gradetables.rosters import Student


@dataclass(frozen=True, slots=True)
class Rules:
    """What the instructor chose. A score is the raw score less the late penalty, never below 0 nor above the maximum.

    ``missing_as_zero``: 0 for who handed in nothing; ``include_unfinished``: what a submission has so far that waits
    for a grader; ``extra_credit``: scores above the maximum; ``decimals`` at most; ``decimal_comma``: 7,5 for 7.5.
    """

    missing_as_zero: bool = False
    include_unfinished: bool = False
    extra_credit: bool = False
    decimals: int = 4
    decimal_comma: bool = False

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

    def remarks(self, sheet: Gradesheet) -> Iterator[str]:
        """Sentences on the submissions whose cells do not say what the gradebook says, with their students."""
        for assignment in sheet.assignments:
            found: dict[str, list[Student]] = defaultdict(list)
            for student in sheet.students:
                for remark in self._remarks_on(sheet.grade(student, assignment)):
                    found[remark].append(student)
            for remark, students in found.items():
                yield f"{assignment.name}: {remark}: {'; '.join(one.named for one in students)}"

    def _remarks_on(self, grade: Grade) -> list[str]:
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
