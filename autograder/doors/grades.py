"""A class's grades from results folders, for the table that a learning platform imports."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.doors.reports import read_reports
from autograder.errors import WrongUsage
from autograder.gradetables.blackboard import BlackboardTable
from autograder.gradetables.canvas import CanvasTable
from autograder.gradetables.gradesheet import Assignment, Grade, Gradesheet, Status
from autograder.gradetables.moodle import MoodleTable
from autograder.gradetables.platform_table import PlatformTable
from autograder.gradetables.rosters import Roster, Student, key, read_roster
from autograder.report import Report
from autograder.report import Status as Found

PLATFORMS: Mapping[str, type[PlatformTable]] = {
    "canvas": CanvasTable,
    "moodle": MoodleTable,
    "blackboard": BlackboardTable,
}


def gradesheet(folders: Sequence[Path]) -> Gradesheet:
    """The grades in results folders, one for each assignment. Raises WrongUsage where they are not of one class.

    Whoever could not be read has 0, as the report says; whoever was not graded has no grade.
    """
    assignments: list[Assignment] = []
    grades: dict[tuple[str, str], Grade] = {}
    for folder in folders:
        reports = read_reports(folder)
        assignment = _assignment(folder, reports)
        if assignment.name in [one.name for one in assignments]:
            raise WrongUsage(f"`{folder}` holds grades of `{assignment.name}`, as another folder does. Give one.")
        assignments.append(assignment)
        for report in reports:
            if (report.student, assignment.name) in grades:
                raise WrongUsage(f"`{folder}` holds two reports on `{report.student}`. Grade again into a new folder.")
            grades[report.student, assignment.name] = _grade(report)
    students = sorted({student for student, _ in grades}, key=lambda name: (name.casefold(), name))
    return Gradesheet(assignments, [Student(name) for name in students], grades)


def with_platform_ids(sheet: Gradesheet, roster: Path, table: type[PlatformTable], id_column: str) -> Gradesheet:
    """The sheet with the platform's identifiers for students whom it lists by name, as its own archives name them.

    Whoever is there by identifier keeps it, and so does whoever's name is nobody's or several people's in ``roster``;
    an ``id_column`` of the instructor's says where to look instead.
    """
    if id_column:
        return sheet
    listed = read_roster(roster, table.platform)
    column = listed.identifier_column(one.identifier for one in sheet.students)
    known = {key(listed.cell(row, column)) for row in listed.students}
    rows = _rows_by_name(listed)
    renamed = {}
    for student in sheet.students:
        row = rows.get(_squeezed(student.identifier))
        if row is not None and key(student.identifier) not in known and listed.cell(row, column):
            renamed[student.identifier] = listed.cell(row, column)
    if max(Counter(renamed.values()).values(), default=1) > 1:
        return sheet
    students = [Student(renamed.get(one.identifier, one.identifier)) for one in sheet.students]
    grades = {(renamed.get(student, student), name): grade for (student, name), grade in sheet.grades.items()}
    return Gradesheet(sheet.assignments, students, grades)


def _assignment(folder: Path, reports: Sequence[Report]) -> Assignment:
    names = sorted({report.assignment for report in reports})
    if len(names) > 1:
        raise WrongUsage(f"`{folder}` holds grades of `{names[0]}` and of `{names[1]}`. Give a folder for each.")
    if len({(report.max_score, report.course_digest) for report in reports}) > 1:
        raise WrongUsage(
            f"`{folder}` was graded by several versions of `{names[0]}`. Run `rectify grade` with `--regrade` first."
        )
    return Assignment(names[0], reports[0].max_score)


def _grade(report: Report) -> Grade:
    if report.status is Found.UNGRADED or report.score is None:
        return Grade(Status.NOT_GRADED, max_score=report.max_score)
    return Grade(Status.GRADED, raw_score=report.score, max_score=report.max_score)


def _rows_by_name(roster: Roster) -> dict[str, int]:
    """The row of each name that is only one person's, in both orders: `adalovelace` and `lovelaceada`."""
    names = roster.columns_of(roster.platform.names)
    rows: dict[str, set[int]] = {}
    for row in roster.students:
        parts = [part for column in names for part in roster.cell(row, column).split(",") if part.strip()]
        for name in {_squeezed("".join(parts)), _squeezed("".join(reversed(parts)))}:
            rows.setdefault(name, set()).add(row)
    return {name: min(found) for name, found in rows.items() if name and len(found) == 1}


def _squeezed(name: str) -> str:
    """A name as platforms make file names of it: small letters and digits alone, without accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in plain if sign.isalnum())
