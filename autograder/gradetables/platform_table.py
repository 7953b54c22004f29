"""A table of grades for one learning platform: a table of its own, or the platform's own table filled."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from autograder.errors import WrongUsage
from autograder.gradetables.filling import Filling
from autograder.gradetables.gradesheet import Assignment, Gradesheet
from autograder.gradetables.platforms import Platform
from autograder.gradetables.rosters import Matching, Roster, read_roster
from autograder.gradetables.rules import Rules
from autograder.gradetables.tables import Table

Log = logging.Logger | logging.LoggerAdapter[logging.Logger]


@dataclass(frozen=True, slots=True)
class TableSettings:
    """What the instructor chose for a table.

    ``roster`` is the table that the platform exported, ``columns`` the headings of assignments' columns by assignment,
    ``student_id_column`` the heading of the platform's column that holds our ids. ``delimiter`` (comma, semicolon,
    tab), ``no_grade`` and ``excel_mark`` are for a new table. ``some_assignments`` and ``some_students``: not all of
    them are exported. The rest are the words for where grades and ids come from, and for the setting to change.
    """

    roster: Path | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    student_id_column: str = ""
    delimiter: str = "comma"
    no_grade: str | None = None
    excel_mark: bool = False
    some_assignments: bool = False
    some_students: bool = False
    source: str = "the gradebook"
    ids: str = "nbgrader's student ids"
    ids_setting: str = "`student_id_column`"


class PlatformTable:
    """Makes the tables of one platform. Raises WrongUsage where settings and files do not fit; ``log`` hears the rest.

    With a roster, the same rows and columns come back, with the scores of the exported assignments filled in. What it
    holds where we have no score stays.
    """

    platform: ClassVar[Platform]

    def __init__(self, settings: TableSettings, rules: Rules, log: Log) -> None:
        self.settings = settings
        self.rules = rules
        self.log = log

    def table(self, sheet: Gradesheet) -> Table:
        """The platform's table filled where there is one, else a new one. Raises WrongUsage."""
        strange = set(self.settings.columns) - {assignment.name for assignment in sheet.assignments}
        if strange and not self.settings.some_assignments:
            raise WrongUsage(
                f"`columns` names `{min(strange)}`, which is not in {self.settings.source}. Correct the setting."
            )
        for sentence in self.rules.remarks(sheet):
            self.log.warning("%s", sentence)
        if self.settings.roster is None:
            return self.new_table(sheet)
        roster = read_roster(self.settings.roster, self.platform)
        if roster.table.remark:
            self.log.warning("%s", roster.table.remark)
        return self.filled(roster, sheet)

    def new_table(self, sheet: Gradesheet) -> Table:
        """A table of our own. Raises WrongUsage."""
        raise NotImplementedError

    def heading(self, assignment: Assignment) -> str:
        """The heading of a new column for the assignment."""
        return str(self.settings.columns.get(assignment.name, assignment.name))

    def find_column(self, roster: Roster, sheet: Gradesheet, assignment: Assignment) -> int | None:
        """The assignment's column in the platform's table, or None. Raises WrongUsage where several may be meant."""
        del sheet
        return roster.assignment_column(assignment.name, self.settings.columns.get(assignment.name, ""))

    def points_held(self, roster: Roster, column: int) -> float | None:
        """The maximum that the platform has for a column, or None where its table does not say."""
        del roster, column
        return None

    def add_column(self, filling: Filling, assignment: Assignment) -> int:
        """A new column for the assignment in the platform's table."""
        return filling.add_column(self.heading(assignment))

    def filled(self, roster: Roster, sheet: Gradesheet) -> Table:
        """The platform's table with the scores filled in. Raises WrongUsage."""
        column = roster.identifier_column((one.identifier for one in sheet.students), self.settings.student_id_column)
        matching = roster.match(sheet.students, column)
        by = roster.headings[column].strip()
        if sheet.students and not matching.rows and not matching.unclear:
            raise WrongUsage(
                f"No student of {self.settings.source} is in `{roster.path}` by `{by}`. Name the column that holds "
                f"{self.settings.ids} in {self.settings.ids_setting}."
            )
        self.log.info("%d of %d students are in %s, by `%s`", len(matching.rows), len(sheet.students), roster.path, by)
        filling = Filling(roster, matching, self.rules.exported)
        for assignment in sheet.assignments:
            self._fill(filling, sheet, assignment)
        filling.make_inert()
        self._report_unmatched(filling, sheet, matching)
        return roster.table

    def _fill(self, filling: Filling, sheet: Gradesheet, assignment: Assignment) -> None:
        roster = filling.roster
        column = self.find_column(roster, sheet, assignment)
        if column is None:
            column = self.add_column(filling, assignment)
            heading = roster.headings[column]
            self.log.warning("%s has no column for `%s`: `%s` was added", roster.path, assignment.name, heading)
        held = self.points_held(roster, column)
        if held is not None and held != assignment.max_score:
            self.log.warning(
                "%s is out of %g points in %s and out of %g here: scores are exported as they are here",
                *(assignment.name, held, self.platform.name, assignment.max_score),
            )
        kept = filling.fill(sheet, assignment, column)
        if kept:
            names = "; ".join(student.named for student in kept)
            self.log.warning(
                "%s: kept as %s has it (excused or not assigned): %s", assignment.name, self.platform.name, names
            )

    def _report_unmatched(self, filling: Filling, sheet: Gradesheet, matching: Matching) -> None:
        path = filling.roster.path
        for sentence in matching.unclear:
            self.log.warning("%s Nobody's score was filled in there.", sentence)
        for student in sheet.students:
            scores = filling.left_out(sheet, student)
            if student.identifier not in matching.rows and scores:
                self.log.warning(
                    "%s is in no row of %s that is theirs alone; left out: %s", student.named, path, scores
                )
        idle = [one for one in matching.missing if not filling.left_out(sheet, one)]
        if idle:
            names = "; ".join(student.named for student in idle)
            self.log.info("Not in %s, and without any submission: %s", path, names)
        theirs = set(filling.roster.students) - set(matching.rows.values())
        if theirs and not self.settings.some_students:
            people = "; ".join(filling.roster.person(row) for row in sorted(theirs))
            self.log.info("In %s, not in %s, and left as they are: %s", path, self.settings.source, people)
