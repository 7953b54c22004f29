"""A platform's own table with our scores filled in: its rows, its columns and what else it says stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from autograder.gradetables.cells import exact
from autograder.gradetables.gradesheet import Assignment, Grade, Gradesheet, Status
from autograder.gradetables.rosters import Matching, Roster, Student


@dataclass
class Filling:
    """One table that is being filled; ``exported`` makes a cell's text of a grade, or None where it may not leave."""

    roster: Roster
    matching: Matching
    exported: Callable[[Grade], str | None]

    def add_column(self, heading: str) -> int:
        """A new column at the right end, with the platform's sign for no grade in each student's row."""
        rows = self.roster.table.rows
        column = max(len(row) for row in rows)
        self.put(0, column, heading)
        for row in self.roster.students:
            self.put(row, column, self.roster.platform.no_grade)
        return column

    def put(self, row: int, column: int, text: str) -> None:
        """Write one cell; a row that ends before it grows."""
        cells = self.roster.table.rows[row]
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = text

    def fill(self, sheet: Gradesheet, assignment: Assignment, column: int) -> list[Student]:
        """Write the scores of an assignment; return the students for whom the platform's own word was kept."""
        kept = []
        for student in sheet.students:
            row = self.matching.rows.get(student.identifier)
            grade = sheet.grade(student, assignment)
            text = self.exported(grade)
            if row is None or text is None:
                continue
            present = self.roster.cell(row, column)
            if present.casefold() in self.roster.platform.own_words:
                kept += [student] if grade.status is not Status.MISSING else []
            elif grade.status is not Status.MISSING or present in ("", self.roster.platform.no_grade):
                self.put(row, column, text)
        return kept

    def make_inert(self) -> None:
        """Put an apostrophe before students' names that a spreadsheet would run; nothing is matched by them."""
        for column in self.roster.columns_of(self.roster.platform.names):
            for row in self.roster.students:
                cells = self.roster.table.rows[row]
                if column < len(cells):
                    cells[column] = exact(cells[column])

    def left_out(self, sheet: Gradesheet, student: Student) -> str:
        """What of a student's scores is not in the table: `rectifiers 7.5, gates 3`; empty where there is nothing."""
        scores = ((one.name, sheet.grade(student, one)) for one in sheet.assignments)
        return ", ".join(
            f"{name} {self.exported(grade) or f'({grade.status})'}"
            for name, grade in scores
            if grade.status is not Status.MISSING
        )
