"""A class's grades, under the rules by which they may leave a gradebook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from autograder.gradetables.rosters import Student


class Status(StrEnum):
    """How far the grading of one submission is."""

    GRADED = "graded"
    NEEDS_MANUAL_GRADING = "needs manual grading"
    NOT_GRADED = "not autograded"
    MISSING = "no submission"


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment and its points; ``due`` is in UTC, without saying so, as nbgrader keeps it."""

    name: str
    max_score: float
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """What one student has for one assignment: points before and after the late penalty, seconds that it was late."""

    status: Status = Status.MISSING
    raw_score: float = 0.0
    penalty: float = 0.0
    max_score: float = 0.0
    submitted: datetime | None = None
    late_seconds: float = 0.0

    @property
    def score(self) -> float:
        """Raw score less penalty, never below 0 nor above the maximum."""
        return max(0.0, min(self.earned, self.max_score))

    @property
    def earned(self) -> float:
        """Raw score less penalty. Above the maximum where a grader gave extra credit."""
        return self.raw_score - self.penalty


@dataclass(frozen=True)
class Gradesheet:
    """Assignments in the order in which they are due, students by name, and a grade for each of both."""

    assignments: list[Assignment]
    students: list[Student]
    grades: dict[tuple[str, str], Grade]

    def grade(self, student: Student, assignment: Assignment) -> Grade:
        """The student's grade for the assignment."""
        return self.grades.get((student.identifier, assignment.name), Grade(max_score=assignment.max_score))
