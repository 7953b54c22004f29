"""What the exports for learning platforms share: a table of their own, or the platform's own table filled."""

from __future__ import annotations

from typing import ClassVar

from traitlets import Dict, Unicode

from autograder.errors import WrongUsage
from autograder.nbgrader.exports.filling import Filling
from autograder.nbgrader.exports.gradesheet import Assignment, Gradesheet
from autograder.nbgrader.exports.plugin import GradesExport
from autograder.nbgrader.platforms import Platform
from autograder.nbgrader.rosters import Matching, Roster, located, read_roster
from autograder.nbgrader.tables import Table


class PlatformExport(GradesExport):
    """A table of grades for one learning platform.

    With ``roster``, the file that the platform itself exported, the same rows and columns come back, with the scores
    of the exported assignments filled in. What it holds where we have no score stays.
    """

    roster = Unicode("", help="The table that the platform exported: it comes back with the scores filled in.").tag(
        config=True
    )
    columns = Dict(
        key_trait=Unicode(), value_trait=Unicode(), help="The headings of assignments' columns, by assignment."
    ).tag(config=True)
    student_id_column = Unicode(
        "", help="The heading of the platform's column that holds what nbgrader has as a student's id."
    ).tag(config=True)

    platform: ClassVar[Platform]

    def table(self, sheet: Gradesheet) -> Table:
        """The platform's table filled where there is one, else a new one. Raises WrongUsage."""
        strange = set(self.columns) - {assignment.name for assignment in sheet.assignments}
        if strange and not self.assignment:
            raise WrongUsage(
                f"`columns` names `{min(strange)}`, which the gradebook does not have. Correct the setting."
            )
        self.warn_of(sheet)
        if not self.roster:
            return self.new_table(sheet)
        roster = read_roster(located(self.roster, self.parent), self.platform)
        if roster.table.remark:
            self.log.warning("%s", roster.table.remark)
        return self.filled(roster, sheet)

    def new_table(self, sheet: Gradesheet) -> Table:
        """A table of our own. Raises WrongUsage."""
        raise NotImplementedError

    def heading(self, assignment: Assignment) -> str:
        """The heading of a new column for the assignment."""
        return str(self.columns.get(assignment.name, assignment.name))

    def find_column(self, roster: Roster, sheet: Gradesheet, assignment: Assignment) -> int | None:
        """The assignment's column in the platform's table, or None. Raises WrongUsage where several may be meant."""
        del sheet
        return roster.assignment_column(assignment.name, self.columns.get(assignment.name, ""))

    def points_held(self, roster: Roster, column: int) -> float | None:
        """The maximum that the platform has for a column, or None where its table does not say."""
        del roster, column
        return None

    def add_column(self, filling: Filling, assignment: Assignment) -> int:
        """A new column for the assignment in the platform's table."""
        return filling.add_column(self.heading(assignment))

    def filled(self, roster: Roster, sheet: Gradesheet) -> Table:
        """The platform's table with the scores filled in. Raises WrongUsage."""
        column = roster.identifier_column((one.identifier for one in sheet.students), self.student_id_column)
        matching = roster.match(sheet.students, column)
        by = roster.headings[column].strip()
        if sheet.students and not matching.rows and not matching.unclear:
            raise WrongUsage(
                f"No student of the gradebook is in `{roster.path}` by `{by}`. Name the column that holds nbgrader's "
                "student ids in `student_id_column`."
            )
        self.log.info("%d of %d students are in %s, by `%s`", len(matching.rows), len(sheet.students), roster.path, by)
        filling = Filling(roster, matching, self.exported)
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
        if theirs and not self.student:
            people = "; ".join(filling.roster.person(row) for row in sorted(theirs))
            self.log.info("In %s, not in the gradebook, and left as they are: %s", path, people)
